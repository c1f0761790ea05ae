//! The brief over a case as one HTML page that needs nothing else.

use super::digest::{Digest, source, words};
use super::tame;

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;\
color:#1a1a1a;background:#fff}h2{font-size:1.1rem;margin:1.5rem 0 .5rem}li{margin:.4rem 0}\
blockquote{margin:.2rem 0 .2rem 1rem;color:#444}cite{font-style:normal;color:#666}\
@media(prefers-color-scheme:dark){body{color:#eee;background:#161616}blockquote{color:#ccc}cite{color:#aaa}}";

/// Returns the brief as an HTML page.
pub fn html(digest: &Digest) -> String {
    let title = escaped(&digest.title);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n<p>{}</p>\n",
        escaped(&digest.about)
    );
    for section in &digest.sections {
        out += &format!("<h2>{}</h2>\n", escaped(&section.title));
        if section.lines.is_empty() {
            out += "<p>Nothing in the record.</p>\n";
            continue;
        }
        out += "<ul>\n";
        for line in &section.lines {
            out += &format!("<li>{}", escaped(&line.text));
            for quote in &line.evidence {
                let cited = escaped(&source(quote));
                let cited = match quote.url.as_deref().filter(|u| is_web(u)) {
                    Some(url) => format!("<a href=\"{}\">{cited}</a>", escaped(url)),
                    None => cited,
                };
                out += &format!(
                    "\n<blockquote>“{}” <cite>{cited}</cite></blockquote>",
                    escaped(&words(quote))
                );
            }
            out += "</li>\n";
        }
        out += "</ul>\n";
        if section.left_out > 0 {
            out += &format!("<p>And at least {} more.</p>\n", section.left_out);
        }
    }
    out + "</body>\n</html>\n"
}

/// Addresses that are no web pages are not linked: they could run as script.
fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn escaped(text: &str) -> String {
    tame(text)
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_article_becomes_markup() {
        let page = html(&super::super::digest::tests::digest());
        assert!(page.contains("<h1>Harbour &lt;talks&gt;</h1>"));
        assert!(page.contains("<cite>Harbour &amp; Press, undated, no. 4</cite>"));
        assert!(!page.contains("javascript:"));
    }
}

//! Acquisition: raw articles with their origin, from files, folders, standard input and JSON lines. One input at a
//! time is in memory, and none beyond [`LARGEST`] bytes.

mod bytes;
mod files;
mod lines;

use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::{Error, Result};
use bytes::{checked, reads_like_html};
use lines::Lines;

/// Bytes of the largest article that is read, and of the largest line of JSON lines: hundreds of times a long article.
pub const LARGEST: u64 = 16 << 20;

/// One article as it came, before anything is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct RawArticle {
    /// The file, `-`, or `FILE:LINE` of a JSON line.
    pub origin: String,
    /// What came.
    pub body: RawBody,
}

/// The article's form.
#[derive(Clone, Debug, PartialEq)]
pub enum RawBody {
    /// Bytes of a file, of unknown encoding; `html` where the name or the bytes say so.
    Bytes {
        /// The bytes.
        bytes: Vec<u8>,
        /// Whether they are a web page.
        html: bool,
    },
    /// The fields of one JSON line.
    Record(Map<String, Value>),
}

/// Returns the articles of files, folders (every text, page and JSON-lines file in them, by name) and `-` (standard
/// input), one at a time; what cannot be read is an error among them and the rest goes on.
pub fn articles(paths: Vec<String>) -> impl Iterator<Item = Result<RawArticle>> + Send {
    paths
        .into_iter()
        .flat_map(sources)
        .flat_map(|source| match source {
            Ok(Source::Standard) => Articles::of(standard_input()),
            Ok(Source::File(path)) => Articles::of(file(&path)),
            Err(error) => Articles::of(Err(error)),
        })
}

/// Returns the article of bytes that came some other way; they are a web page where they read like one.
///
/// # Errors
/// Where the bytes are no text.
pub fn article(origin: &str, bytes: Vec<u8>) -> Result<RawArticle> {
    checked(origin, &bytes)?;
    let html = reads_like_html(&bytes);
    Ok(RawArticle {
        origin: origin.into(),
        body: RawBody::Bytes { bytes, html },
    })
}

enum Source {
    Standard,
    File(PathBuf),
}

/// Returns the files that a path of the command line stands for.
fn sources(path: String) -> Vec<Result<Source>> {
    if path == "-" {
        return vec![Ok(Source::Standard)];
    }
    let path = PathBuf::from(path);
    if !path.is_dir() {
        return vec![Ok(Source::File(path))];
    }
    let found: Vec<_> = files::under(&path)
        .into_iter()
        .map(|f| f.map(Source::File))
        .collect();
    if found.is_empty() {
        let reason = "holds no article (.txt, .text, .md, .html, .htm, .xhtml, .jsonl, .ndjson); name other files one by one";
        return vec![Err(Error::Unreadable {
            path,
            reason: reason.into(),
        })];
    }
    found
}

/// What one source yields: one article, one error, or the lines of a JSON-lines file.
enum Articles {
    One(Option<Result<RawArticle>>),
    Lines(Lines),
}

impl Articles {
    fn of(opened: Result<Articles>) -> Self {
        opened.unwrap_or_else(|error| Self::One(Some(Err(error))))
    }
}

impl Iterator for Articles {
    type Item = Result<RawArticle>;

    fn next(&mut self) -> Option<Self::Item> {
        match self {
            Self::One(article) => article.take(),
            Self::Lines(lines) => lines.next(),
        }
    }
}

fn file(path: &Path) -> Result<Articles> {
    let unreadable = |e: std::io::Error| Error::Unreadable {
        path: path.into(),
        reason: e.to_string(),
    };
    let ending = path
        .extension()
        .map(|e| e.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let open = std::fs::File::open(path).map_err(unreadable)?;
    let origin = path.display().to_string();
    if matches!(ending.as_str(), "jsonl" | "ndjson") {
        return Ok(Articles::Lines(Lines::new(origin, Box::new(open))));
    }
    let bytes = bounded(open, &origin).map_err(|fault| fault.into_error(path))?;
    one(
        origin,
        bytes,
        matches!(ending.as_str(), "html" | "htm" | "xhtml"),
    )
}

/// Reads standard input; JSON lines where it begins like a JSON object.
fn standard_input() -> Result<Articles> {
    let origin = "-".to_owned();
    let bytes = bounded(std::io::stdin().lock(), &origin)
        .map_err(|fault| fault.into_error(Path::new("-")))?;
    let begins = bytes.iter().find(|b| !b.is_ascii_whitespace());
    let first = bytes
        .split(|b| *b == b'\n')
        .find(|l| !l.trim_ascii().is_empty())
        .unwrap_or_default();
    if begins == Some(&b'{') && serde_json::from_slice::<Map<String, Value>>(first).is_ok() {
        return Ok(Articles::Lines(Lines::new(
            origin,
            Box::new(std::io::Cursor::new(bytes)),
        )));
    }
    one(origin, bytes, false)
}

fn one(origin: String, bytes: Vec<u8>, html: bool) -> Result<Articles> {
    checked(&origin, &bytes)?;
    let html = html || reads_like_html(&bytes);
    Ok(Articles::One(Some(Ok(RawArticle {
        origin,
        body: RawBody::Bytes { bytes, html },
    }))))
}

/// Why bytes could not be taken in.
enum Fault {
    System(std::io::Error),
    TooLarge(String),
}

impl Fault {
    fn into_error(self, path: &Path) -> Error {
        match self {
            Self::System(e) => Error::Unreadable {
                path: path.into(),
                reason: e.to_string(),
            },
            Self::TooLarge(origin) => too_large(origin),
        }
    }
}

fn too_large(origin: String) -> Error {
    let reason = format!(
        "is larger than {} MB, which no article is; cut it into articles",
        LARGEST >> 20
    );
    Error::NotAnArticle { origin, reason }
}

/// Reads to the end, or fails as soon as more than [`LARGEST`] bytes came.
fn bounded(source: impl Read, origin: &str) -> std::result::Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    source
        .take(LARGEST + 1)
        .read_to_end(&mut bytes)
        .map_err(Fault::System)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Fault::TooLarge(origin.to_owned()));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &Path) -> Vec<Result<RawArticle>> {
        articles(vec![path.display().to_string()]).collect()
    }

    #[test]
    fn a_folder_is_read_by_name_and_what_is_no_article_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("sub")).unwrap();
        for (name, text) in [
            ("b.txt", "B."),
            ("a.html", "<p>A.</p>"),
            ("c.png", "x"),
            ("sub/d.txt", "D."),
            (".e.txt", "E."),
        ] {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let found: Vec<_> = read(folder.path())
            .into_iter()
            .map(|a| a.unwrap().origin)
            .collect();
        let names: Vec<_> = found
            .iter()
            .map(|o| o.rsplit('/').next().unwrap())
            .collect();
        assert_eq!(names, ["a.html", "b.txt", "d.txt"]);
    }

    #[test]
    fn a_bad_line_is_one_error_and_the_rest_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.jsonl");
        std::fs::write(
            &path,
            "{\"text\": \"One.\"}\n\nnot json\n{\"text\": \"Two.\"}",
        )
        .unwrap();
        let found = read(&path);
        assert!(matches!(&found[0], Ok(a) if a.origin.ends_with("all.jsonl:1")));
        assert!(
            found[1]
                .as_ref()
                .unwrap_err()
                .to_string()
                .contains("all.jsonl:3")
        );
        assert!(matches!(&found[2], Ok(a) if a.origin.ends_with("all.jsonl:4")));
        assert_eq!(found.len(), 3);
    }

    #[test]
    fn what_is_no_text_says_what_it_seems_to_be() {
        let folder = tempfile::tempdir().unwrap();
        for (bytes, word) in [
            (&b"%PDF-1.7 x"[..], "PDF"),
            (b"PK\x03\x04zip", "ZIP"),
            (b"a\0b\0\0c", "binary"),
            (b" \n", "empty"),
        ] {
            let path = folder.path().join("x.txt");
            std::fs::write(&path, bytes).unwrap();
            let error = read(&path).remove(0).unwrap_err().to_string();
            assert!(error.contains(word) && error.contains("x.txt"), "{error}");
        }
        assert!(read(&folder.path().join("gone")).remove(0).is_err());
        assert!(
            read(&tempfile::tempdir().unwrap().path().join("."))
                .remove(0)
                .is_err()
        );
    }
}

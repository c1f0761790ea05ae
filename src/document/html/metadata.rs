//! What a page says of its article: JSON-LD first, then meta tags, then its elements.

use std::collections::BTreeMap;

use super::super::Metadata;
use super::super::dates;
use super::super::facts::{names, one_line, set, without_outlet};
use super::super::look::folded;
use super::json_ld::Facts;
use super::tree::{Element, Tree};

/// Meta tags with the day of publication, best first.
const PUBLISHED: [&str; 16] = [
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "pubdate",
    "publish-date",
    "publication_date",
    "date",
];
const TITLE: [&str; 4] = ["og:title", "twitter:title", "dc.title", "citation_title"];
const OUTLET: [&str; 6] = [
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
];
const AUTHOR: [&str; 7] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "citation_author",
    "byl",
];

/// Returns what the page says.
pub(super) fn metadata(tree: &Tree, facts: Option<&Facts>) -> Metadata {
    let metas = metas(tree);
    let mut known = Metadata::default();
    let json = "json-ld";
    let said = |of: fn(&Facts) -> &Option<String>| facts.and_then(|f| of(f).clone());
    set(
        &mut known.outlet,
        &mut known.outlet_from,
        said(|f| &f.outlet),
        json,
    );
    meta(
        &metas,
        &OUTLET,
        &mut known.outlet,
        &mut known.outlet_from,
        |v| Some(v.to_owned()),
    );
    set(
        &mut known.title,
        &mut known.title_from,
        said(|f| &f.title),
        json,
    );
    meta(
        &metas,
        &TITLE,
        &mut known.title,
        &mut known.title_from,
        |v| Some(v.to_owned()),
    );
    let day = said(|f| &f.published).as_deref().and_then(dates::parse);
    set(&mut known.published, &mut known.published_from, day, json);
    meta(
        &metas,
        &PUBLISHED,
        &mut known.published,
        &mut known.published_from,
        dates::parse,
    );
    known.url = link(tree)
        .or_else(|| metas.get("og:url").cloned())
        .or_else(|| said(|f| &f.url).filter(|u| u.starts_with("http")));
    elements(tree, &mut known);
    bylines(tree, &metas, facts, &mut known);
    let of_address = known.url.as_deref().and_then(day_in_address);
    set(
        &mut known.published,
        &mut known.published_from,
        of_address,
        "address",
    );
    known
}

/// Returns the contents of the page's meta tags by their names in small letters, the first of each name.
fn metas(tree: &Tree) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for element in tree.elements.iter().filter(|e| e.name == "meta") {
        let names = ["property", "name", "itemprop"]
            .into_iter()
            .filter_map(|a| element.attribute(a));
        let content = one_line(element.attribute("content").unwrap_or_default());
        for name in names.filter(|_| !content.is_empty()) {
            found
                .entry(name.to_lowercase())
                .or_insert_with(|| content.clone());
        }
    }
    found
}

/// Sets a fact from the first meta tag that tells it.
fn meta<T>(
    metas: &BTreeMap<String, String>,
    tags: &[&str],
    fact: &mut Option<T>,
    from: &mut Option<String>,
    read: impl Fn(&str) -> Option<T>,
) {
    if fact.is_none() {
        let told = tags
            .iter()
            .find_map(|tag| Some((*tag, read(metas.get(*tag)?)?)));
        if let Some((tag, value)) = told {
            set(fact, from, Some(value), &format!("meta {tag}"));
        }
    }
}

/// Returns the page's canonical address.
fn link(tree: &Tree) -> Option<String> {
    let canonical = |e: &&Element| {
        e.name == "link"
            && e.attribute("rel")
                .is_some_and(|r| r.eq_ignore_ascii_case("canonical"))
    };
    let address = tree
        .elements
        .iter()
        .find(canonical)?
        .attribute("href")?
        .trim();
    (!address.is_empty()).then(|| address.to_owned())
}

/// Completes headline, outlet and day from the title element and `time`.
fn elements(tree: &Tree, known: &mut Metadata) {
    let text = |name: &str| {
        let at = tree.elements.iter().position(|e| e.name == name)?;
        Some(one_line(&tree.text(at))).filter(|t| !t.is_empty())
    };
    let mut title = text("title");
    if let Some(whole) = &title {
        let (bare, outlet) = without_outlet(whole);
        set(
            &mut known.outlet,
            &mut known.outlet_from,
            outlet.map(str::to_owned),
            "title element",
        );
        title = Some(bare.to_owned());
    }
    set(
        &mut known.title,
        &mut known.title_from,
        text("h1").filter(|h| h.contains(' ')),
        "h1",
    );
    set(
        &mut known.title,
        &mut known.title_from,
        title,
        "title element",
    );
    known.title = known
        .title
        .take()
        .map(|t| without_suffix(&t, known.outlet.as_deref()));
    let times = || {
        tree.elements
            .iter()
            .enumerate()
            .filter(|(_, e)| e.name == "time" || e.attribute("itemprop") == Some("datePublished"))
    };
    let stated = |e: &Element, at: usize| {
        let value = e
            .attribute("datetime")
            .or(e.attribute("content"))
            .and_then(dates::parse);
        value.or_else(|| dates::parse(&one_line(&tree.text(at))))
    };
    let is_published = |e: &Element| {
        e.attribute("itemprop") == Some("datePublished") || e.attribute("pubdate").is_some()
    };
    let marked = times()
        .filter(|(_, e)| is_published(e))
        .find_map(|(at, e)| stated(e, at));
    let first = marked.or_else(|| times().find_map(|(at, e)| stated(e, at)));
    set(
        &mut known.published,
        &mut known.published_from,
        first,
        "time element",
    );
}

/// Returns a headline without the outlet behind it.
fn without_suffix(title: &str, outlet: Option<&str>) -> String {
    let outlet = outlet.map(folded).unwrap_or_default();
    for mark in [" | ", " - ", " – ", " — ", " :: "] {
        if let Some((bare, last)) = title.rsplit_once(mark)
            && !outlet.is_empty()
            && folded(last) == outlet
        {
            return bare.trim().to_owned();
        }
    }
    title.to_owned()
}

fn bylines(
    tree: &Tree,
    metas: &BTreeMap<String, String>,
    facts: Option<&Facts>,
    known: &mut Metadata,
) {
    let outlet = known.outlet.as_deref().map(folded);
    let is_author = |name: &String| {
        !name.contains("://")
            && !name.starts_with('@')
            && Some(folded(name)) != outlet
            && !folded(name).is_empty()
    };
    let from_json: Vec<String> = facts
        .into_iter()
        .flat_map(|f| f.authors.iter().flat_map(|a| names(a)))
        .filter(is_author)
        .collect();
    let from_meta = || {
        AUTHOR.iter().find_map(|tag| {
            Some(metas.get(*tag)?)
                .filter(|v| is_author(v))
                .map(|v| names(v))
        })
    };
    let from_page = || {
        let marked = |e: &Element| {
            e.attribute("rel") == Some("author") || e.attribute("itemprop") == Some("author")
        };
        let at = tree.elements.iter().position(marked)?;
        Some(names(&one_line(&tree.text(at))))
    };
    let mut found = if from_json.is_empty() {
        from_meta().or_else(from_page).unwrap_or_default()
    } else {
        from_json
    };
    found.retain(is_author);
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|name| seen.insert(folded(name)));
    known.bylines = found;
}

/// Returns the day in an address such as `/2031/05/06/ferries`.
fn day_in_address(address: &str) -> Option<jiff::civil::Date> {
    let parts: Vec<&str> = address.split('/').collect();
    parts
        .windows(3)
        .find_map(|w| dates::parse(&w.join("-")).filter(|_| w[0].len() == 4 && w[1].len() == 2))
}

#[cfg(test)]
mod tests {
    use super::super::tree::parse;
    use super::*;

    fn of(html: &str) -> Metadata {
        metadata(&parse(html), None)
    }

    #[test]
    fn meta_tags_tell_with_their_names() {
        let known = of(
            "<title>Crews strike - The Courier</title><meta property=og:title content='Crews strike - The Courier'>\
            <meta property='og:site_name' content='The Courier'><meta name=author content='By Nell Farrow and Oli Strand'>\
            <meta property='article:published_time' content='2031-05-06T07:30:00+02:00'><link rel=canonical href='https://c.example/1'>",
        );
        assert_eq!(known.title.as_deref(), Some("Crews strike"));
        assert_eq!(known.title_from.as_deref(), Some("meta og:title"));
        assert_eq!(known.outlet.as_deref(), Some("The Courier"));
        assert_eq!(known.bylines, ["Nell Farrow", "Oli Strand"]);
        assert_eq!(known.published.unwrap().to_string(), "2031-05-06");
        assert_eq!(
            known.published_from.as_deref(),
            Some("meta article:published_time")
        );
        assert_eq!(known.url.as_deref(), Some("https://c.example/1"));
    }

    #[test]
    fn elements_and_the_address_tell_what_is_left() {
        let known = of(
            "<title>Crews strike again | The Courier</title><time datetime='2031-05-06'>Tuesday</time><a rel=author>Nell Farrow</a>",
        );
        assert_eq!(
            (known.title.as_deref(), known.title_from.as_deref()),
            (Some("Crews strike again"), Some("title element"))
        );
        assert_eq!(known.outlet.as_deref(), Some("The Courier"));
        assert_eq!(known.published_from.as_deref(), Some("time element"));
        assert_eq!(known.bylines, ["Nell Farrow"]);
        let known = of("<link rel=canonical href='https://c.example/news/2031/05/06/crews'>");
        assert_eq!(known.published_from.as_deref(), Some("address"));
        assert_eq!(of("<p>No"), Metadata::default());
    }
}

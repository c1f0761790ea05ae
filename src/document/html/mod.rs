//! Web pages: the article's text, what its markup says of each part, and what the page says of itself.

mod bounds;
mod flow;
mod json_ld;
mod main_part;
mod marks;
mod metadata;
mod tree;

use super::Metadata;
use super::blocks::Hinted;
use super::layout::pieces;
use super::look::folded;

/// Bytes of running text below which the text that a page carries in its data is taken instead, if that is longer.
const LITTLE: usize = 300;

/// An article taken out of a web page.
#[derive(Debug)]
pub(super) struct Page {
    /// The text of the article, its parts one below the other.
    pub(super) text: String,
    /// The parts, with what the markup says they are.
    pub(super) pieces: Vec<Hinted>,
    /// What the page says of the article.
    pub(super) metadata: Metadata,
}

/// Returns the article of a web page; nothing where the page holds no text.
pub(super) fn page(html: &str) -> Option<Page> {
    let tree = tree::parse(html);
    let facts = json_ld::facts(&tree);
    let metadata = metadata::metadata(&tree, facts.as_ref());
    let parts = marks::Parts::of(&tree);
    let root = main_part::main_part(&tree, &parts);
    let heading = main_part::heading(
        &tree,
        &parts,
        root,
        metadata.title.as_deref().map(folded).as_deref(),
    );
    let mut article = flow::article(&tree, &parts, root, heading);
    if let Some(body) = facts
        .and_then(|f| f.body)
        .filter(|b| article.text.len() < LITTLE && b.len() > 2 * article.text.len())
    {
        article.pieces = pieces(&body).into_iter().map(|p| (p, None)).collect();
        article.text = body;
    }
    article
        .text
        .contains(char::is_alphanumeric)
        .then_some(Page {
            text: article.text,
            pieces: article.pieces,
            metadata,
        })
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;

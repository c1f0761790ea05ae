//! What stands around every page: title, navigation, the addresses of style and script.

use super::assets;
use super::state::App;

/// The frame of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    /// Title of the page.
    pub(super) title: String,
    /// Name of the case.
    pub(super) case: String,
    /// Whether there is a case.
    pub(super) has_case: bool,
    /// The entry of the navigation that the page belongs to.
    pub(super) here: &'static str,
    /// Changes with style and script, so that browsers do not keep old ones.
    pub(super) version: &'static str,
    /// The page's data: what it is, and its address without the ending.
    pub(super) data: Vec<(&'static str, String)>,
}

/// Entries of the navigation: address and words.
const ENTRIES: [(&str, &str); 9] = [
    ("/", "Overview"),
    ("/issues", "Issues"),
    ("/gaps", "Gaps"),
    ("/rounds", "Rounds"),
    ("/sources", "Sources"),
    ("/articles", "Articles"),
    ("/search", "Search"),
    ("/decide", "Decide"),
    ("/read", "Read"),
];

impl Frame {
    /// Returns the frame of a page that knows nothing of the case.
    pub(super) fn bare(title: &str) -> Self {
        Self {
            title: title.into(),
            version: assets::version(),
            ..Self::default()
        }
    }

    /// Returns the frame of a page of the navigation's entry `here`.
    pub(super) fn new(app: &App, title: impl Into<String>, here: &'static str) -> Self {
        let name = app.case.as_ref().map(|c| c.about.name.clone());
        Self {
            title: title.into(),
            case: name.unwrap_or_default(),
            has_case: app.case.is_some(),
            here,
            version: assets::version(),
            data: Vec::new(),
        }
    }

    /// Returns the frame with data of the page beside it.
    pub(super) fn with_data(mut self, what: &'static str, address: impl Into<String>) -> Self {
        self.data.push((what, address.into()));
        self
    }

    /// Returns the page's data: what it is, and its addresses as JSON and as CSV; a query stays behind the ending.
    pub(super) fn addresses(&self) -> impl Iterator<Item = (&'static str, [String; 2])> {
        let as_ = |address: &str, ending: &str| match address.split_once('?') {
            Some((path, query)) => format!("{path}.{ending}?{query}"),
            None => format!("{address}.{ending}"),
        };
        self.data
            .iter()
            .map(move |(what, address)| (*what, ["json", "csv"].map(|e| as_(address, e))))
    }

    /// Returns the entries of the navigation, and whether each is where we are.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let here = self.here;
        ENTRIES
            .into_iter()
            .map(move |(to, words)| (to, words, to == here))
    }
}

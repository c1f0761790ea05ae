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
    /// Address of the page's data without its ending; empty where it has none.
    pub(super) data: String,
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
            data: String::new(),
        }
    }

    /// Returns the frame of a page whose data has an address.
    pub(super) fn with_data(mut self, data: impl Into<String>) -> Self {
        self.data = data.into();
        self
    }

    pub(super) fn json(&self) -> String {
        self.data_as("json")
    }

    pub(super) fn csv(&self) -> String {
        self.data_as("csv")
    }

    /// Returns the address of the page's data in a format; a query stays behind the ending.
    fn data_as(&self, ending: &str) -> String {
        match self.data.split_once('?') {
            Some((path, query)) => format!("{path}.{ending}?{query}"),
            None => format!("{}.{ending}", self.data),
        }
    }

    /// Returns the entries of the navigation, and whether each is where we are.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let here = self.here;
        ENTRIES
            .into_iter()
            .map(move |(to, words)| (to, words, to == here))
    }
}

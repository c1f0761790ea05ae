//! What training needs to know of reading: the linker's local features over gold spans, so that its
//! weights are fitted on the very values that the program computes.

use super::decode::{Role, RoleSpan};
use super::extract::Layout;
use super::link::{LINK_FEATURES, features, near};
use super::rows::Passage;

/// A gold span: its role, its words (counted over all passages), and whether it may be linked.
pub type GoldSpan = (Role, std::ops::Range<usize>);

/// A cue and another span within reach of it.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkLesson {
    /// First word of the cue.
    pub cue: usize,
    /// First word of the source or content.
    pub other: usize,
    /// Whether `other` is a content (or else a source).
    pub is_content: bool,
    /// The plain facts about the pair.
    pub features: [f32; LINK_FEATURES],
}

/// Returns every pair of a cue and a source or content within reach, over gold spans in order.
pub fn link_lessons(text: &str, passages: &[Passage], gold: &[GoldSpan]) -> Vec<LinkLesson> {
    let spans: Vec<RoleSpan> = gold
        .iter()
        .map(|(role, words)| RoleSpan {
            role: *role,
            words: words.clone(),
            probability: 1.0,
            begin: 1.0,
        })
        .collect();
    let layout = Layout::new(text, passages);
    let places = layout.places(&spans);
    let mut lessons = Vec::new();
    for cue in (0..spans.len()).filter(|i| spans[*i].role == Role::Cue) {
        for other in (0..spans.len()).filter(|i| spans[*i].role != Role::Cue) {
            if near(&spans, cue, other) {
                lessons.push(LinkLesson {
                    cue: spans[cue].words.start,
                    other: spans[other].words.start,
                    is_content: spans[other].role == Role::Content,
                    features: features(&places, cue, other),
                });
            }
        }
    }
    lessons
}

//! The library's one error type. Every message says what failed, where, and what to do about it.

use std::path::PathBuf;

/// What can go wrong outside the text: odd text never is an error, it yields less.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read.
    #[error("{}: cannot be read: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said, and what to do.
        reason: String,
    },
    /// A file or folder could not be written.
    #[error("{}: cannot be written: {reason}", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system said, and what to do.
        reason: String,
    },
    /// The input is not an article: empty, binary, a record of the wrong shape.
    #[error("{origin}: {reason}")]
    NotAnArticle {
        /// File, `-`, or `FILE:LINE`.
        origin: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A model file is missing, cut off, or of another format.
    #[error("model {name}: {reason}")]
    Model {
        /// The model's folder or `embedded`.
        name: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A codebook (`data/*.toml`) does not parse.
    #[error("codebook {name}: {reason}")]
    Codebook {
        /// The file.
        name: String,
        /// Line and reason.
        reason: String,
    },
    /// A case folder or its `case.toml` is not one.
    #[error("{}: {reason}", path.display())]
    Case {
        /// The file.
        path: PathBuf,
        /// Line and reason, and what to do.
        reason: String,
    },
    /// The record does not open, or the database refuses.
    #[error("record {name}: {reason}")]
    Record {
        /// The file.
        name: String,
        /// What is wrong and what to do.
        reason: String,
    },
    /// A decision makes no sense.
    #[error("{reason}")]
    Decision {
        /// What is wrong and what to do.
        reason: String,
    },
    /// Somebody else decided on the same fact since the person looked at it.
    #[error("{who} decided on this at {when}: {what}; look at it again")]
    Decided {
        /// Who.
        who: String,
        /// When, UTC, ISO 8601.
        when: String,
        /// What.
        what: String,
    },
    /// A gold folder is not one.
    #[error("gold {}: {reason}", path.display())]
    Gold {
        /// The file or folder.
        path: PathBuf,
        /// What is wrong and what to do.
        reason: String,
    },
}

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

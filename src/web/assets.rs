//! Style and script, which are part of the program.

use std::sync::OnceLock;

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::IntoResponse;
use sha2::{Digest, Sha256};

const STYLE: &str = concat!(
    include_str!("assets/base.css"),
    include_str!("assets/article.css"),
    include_str!("assets/board.css"),
    include_str!("assets/decide.css"),
    include_str!("assets/print.css"),
);
const SCRIPT: &str = include_str!("assets/page.js");

/// Returns what changes when style or script do.
pub(super) fn version() -> &'static str {
    static VERSION: OnceLock<String> = OnceLock::new();
    VERSION.get_or_init(|| {
        let hash = Sha256::new()
            .chain_update(STYLE)
            .chain_update(SCRIPT)
            .finalize();
        hash.iter().take(4).map(|b| format!("{b:02x}")).collect()
    })
}

pub(super) async fn style() -> impl IntoResponse {
    asset("text/css; charset=utf-8", STYLE)
}

pub(super) async fn script() -> impl IntoResponse {
    asset("text/javascript; charset=utf-8", SCRIPT)
}

fn asset(kind: &'static str, text: &'static str) -> impl IntoResponse {
    let kept = "private, max-age=31536000, immutable";
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, kept)], text)
}

//! Which address leads where.

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use super::fault::Fault;
use super::state::App;
use super::{api, assets, guard, pages};

/// Returns the pages behind their guard.
pub(super) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(pages::overview::show))
        .route("/read", get(pages::read::form).post(pages::read::answer))
        .route("/articles", get(pages::articles::show))
        .route("/issues", get(pages::issues::all))
        .route("/issue/{slug}", get(pages::issues::issue))
        .route("/party/{slug}", get(pages::issues::party))
        .route("/search", get(pages::search::show))
        .route("/gaps", get(pages::gaps::show))
        .route("/sources", get(pages::sources::show))
        .route("/rounds", get(pages::rounds::show))
        .route(
            "/decide",
            get(pages::decide::show).post(pages::decisions::take),
        )
        .route("/decide/add", get(pages::adding::show))
        .route("/decide/actors", get(pages::actors::show))
        .route("/decide/name", post(pages::decisions::name))
        .route("/history", get(pages::decisions::history))
        .route("/article/{id}", get(pages::article::show))
        .route("/api/openapi.json", get(api::openapi))
        .route("/api/read", post(api::read))
        .route("/api/article/{file}", get(api::article))
        .route("/api/{file}", get(api::list))
        .route("/static/style.css", get(assets::style))
        .route("/static/page.js", get(assets::script))
        .fallback(|| async {
            Fault::new(StatusCode::NOT_FOUND, "There is no page at this address.")
        })
        // The guard has the bound.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(Arc::clone(&app), guard::guard))
        .with_state(app)
}

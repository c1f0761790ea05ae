//! What every request passes before it is looked at: where it claims to go, where it comes from, the token, and how
//! much it brings; and what every answer says to the browser about what it may do.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::fault::Fault;
use super::state::App;

/// Bytes that a request may bring.
pub(super) const LARGEST: usize = 4 << 20;
/// How long a request may take to bring them.
const BODY: Duration = Duration::from_secs(30);
/// Name of the cookie with the token.
const COOKIE: &str = "rapporteur_token";
/// What a page may load and do: nothing but what the program itself hands out.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; \
                      connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// Lets a request through, or answers it.
pub(super) async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let mut answer = match admit(&app, request).await {
        Ok(request) => next.run(request).await,
        Err(refusal) => *refusal,
    };
    harden(answer.headers_mut());
    answer
}

async fn admit(app: &App, request: Request) -> Result<Request, Box<Response>> {
    let refuse = |status, why: &str| Err(Box::new(Fault::new(status, why).into_response()));
    let (headers, method) = (request.headers(), request.method());
    let host = one(headers, &header::HOST).unwrap_or_default();
    if !is_ours(app, host) {
        let why = "This address is not the page's own. Open the address that the program printed.";
        return refuse(StatusCode::MISDIRECTED_REQUEST, why);
    }
    if !comes_from_here(headers, method, host) {
        return refuse(
            StatusCode::FORBIDDEN,
            "Another site asked for this; it was not done.",
        );
    }
    if app.wants_token() {
        if let Some(token) = token_of_query(request.uri().query()) {
            if app.knows(token) {
                return Err(Box::new(take_token(token, request.uri().path())));
            }
            return refuse(
                StatusCode::UNAUTHORIZED,
                "This token is not the one that the program printed.",
            );
        }
        if !token_of_cookie(headers).is_some_and(|t| app.knows(t)) {
            let why =
                "This page wants a token. Open the address that the program printed at its start.";
            return refuse(StatusCode::UNAUTHORIZED, why);
        }
    }
    bring(request).await
}

/// Takes in what the request brings, within its bounds.
async fn bring(request: Request) -> Result<Request, Box<Response>> {
    let refuse = |status, why: &str| Box::new(Fault::new(status, why).into_response());
    let too_large = || {
        refuse(
            StatusCode::PAYLOAD_TOO_LARGE,
            "This is larger than 4 MB, which no article is. Cut it into articles.",
        )
    };
    let (parts, body) = request.into_parts();
    let told = one(&parts.headers, &header::CONTENT_LENGTH).and_then(|n| n.parse::<usize>().ok());
    if told.is_some_and(|n| n > LARGEST) {
        return Err(too_large());
    }
    let bytes = tokio::time::timeout(BODY, to_bytes(body, LARGEST))
        .await
        .map_err(|_| {
            refuse(
                StatusCode::REQUEST_TIMEOUT,
                "The request took too long to arrive.",
            )
        })?
        .map_err(|_| too_large())?;
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// Returns a header's value; `None` where it is missing, stands twice or is no text.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Returns whether the host that the request names is this page. A site that had its own name point here would name
/// that. Beyond this machine the page has names that it cannot know; there the token decides, whose cookie is bound to
/// the name under which it was given.
fn is_ours(app: &App, host: &str) -> bool {
    if app.wants_token() {
        return !host.is_empty();
    }
    let port = app.listening.port();
    let (name, named) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port.parse().ok()),
        _ => (host, Some(80)),
    };
    let local = ["127.0.0.1", "localhost", "[::1]"].contains(&name);
    let listened = host == app.listening.to_string();
    (local && named == Some(port)) || listened
}

/// Returns whether the request was made by the page itself, by a person, or by a program that is no browser. Links from
/// elsewhere may be followed; nothing else may be asked for from elsewhere.
fn comes_from_here(headers: &HeaderMap, method: &Method, host: &str) -> bool {
    let origin = headers.contains_key(header::ORIGIN);
    if origin && one(headers, &header::ORIGIN) != Some(&format!("http://{host}")) {
        return false;
    }
    let site = headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
    let foreign = matches!(site, Some(b"cross-site" | b"same-site"));
    let reads = method == Method::GET || method == Method::HEAD;
    let followed = headers.get("sec-fetch-mode").map(HeaderValue::as_bytes) == Some(b"navigate");
    !foreign || (reads && followed)
}

fn token_of_query(query: Option<&str>) -> Option<&str> {
    query?.split('&').find_map(|p| p.strip_prefix("token="))
}

fn token_of_cookie(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers.get_all(header::COOKIE).iter();
    cookies
        .filter_map(|c| c.to_str().ok())
        .flat_map(|c| c.split(';'))
        .find_map(|c| c.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

/// Puts the token into a cookie and out of the address, where others would see it.
fn take_token(token: &str, path: &str) -> Response {
    let cookie = format!("{COOKIE}={token}; HttpOnly; SameSite=Strict; Path=/");
    // A path that begins with two slashes would lead to another site.
    let path = format!("/{}", path.trim_start_matches('/'));
    let headers = [(header::SET_COOKIE, cookie), (header::LOCATION, path)];
    (StatusCode::SEE_OTHER, headers).into_response()
}

fn harden(headers: &mut HeaderMap) {
    for (name, value) in [
        ("content-security-policy", POLICY),
        ("x-content-type-options", "nosniff"),
        // Not `no-referrer`: with that, browsers would not say that a form was sent from here.
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        (
            "permissions-policy",
            "camera=(), microphone=(), geolocation=()",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
}

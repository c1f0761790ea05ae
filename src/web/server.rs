//! The loop that takes connections, with the limits that keep one visitor from holding up the others.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::routes;
use super::state::{App, Settings};

/// Connections at a time; further ones wait.
const CONNECTIONS: usize = 512;
/// How long the head of a request may take, and a connection may be idle.
const HEAD: Duration = Duration::from_secs(10);
/// How long one connection lives at most, whatever it does; browsers open another one.
const LIFE: Duration = Duration::from_secs(300);
/// Bytes of the head of a request at most.
const HEAD_SIZE: usize = 32 << 10;
/// How long to wait after the system refused a connection: it is out of something.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves the page until the process ends. `ready` is told the address once it can be opened.
///
/// # Errors
/// Where the address cannot be listened on, the record does not open, or `ready` fails.
pub fn serve(
    settings: Settings,
    ready: impl FnOnce(&str) -> std::io::Result<()>,
) -> anyhow::Result<()> {
    use anyhow::Context;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let wanted = settings.listen;
        let listener = TcpListener::bind(wanted)
            .await
            .with_context(|| format!("{wanted} cannot be listened on; name another --port"))?;
        let app = Arc::new(App::new(settings, listener.local_addr()?)?);
        ready(&app.address())?;
        app.warm();
        accept(listener, app).await;
        Ok(())
    })
}

async fn accept(listener: TcpListener, app: Arc<App>) {
    let router = routes::router(app);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        let Ok((stream, _)): std::io::Result<(_, SocketAddr)> = listener.accept().await else {
            tokio::time::sleep(PAUSE).await;
            continue;
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut http = http1::Builder::new();
            let connection = http
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .max_buf_size(HEAD_SIZE)
                .serve_connection(TokioIo::new(stream), service);
            // A visitor who went away is no fault of ours.
            let _ = tokio::time::timeout(LIFE, connection).await;
            drop(place);
        });
    }
}

//! The development server: the page with the right types and headers, rebuilt when a source changes.

use std::{
    env, fs,
    io::{self, IsTerminal},
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result, bail};
use axum::{
    Router,
    http::{HeaderName, HeaderValue},
};
use tokio::{net::TcpListener, runtime::Runtime, signal, task, time};
use tower_http::{
    compression::{CompressionLayer, CompressionLevel},
    services::ServeDir,
    set_header::SetResponseHeaderLayer,
};

use crate::{
    dist::{self, files},
    policy, root,
};

/// What `serve` is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The port on this machine; 8080 unless told.
    pub port: u16,
    /// Whether to open the user's browser.
    pub open: bool,
}

/// Builds the page, serves it, and rebuilds it when a source changes, until Ctrl+C.
///
/// # Errors
/// When the port is taken or the page does not build.
pub fn serve(options: Options) -> Result<()> {
    Runtime::new()?.block_on(async {
        let listener = listen(options.port).await?; // before the build: a taken port is said at once
        task::spawn_blocking(|| dist::build_quickly(&folder())).await??;
        let address = format!("http://{}", listener.local_addr()?);
        println!("\nGloss is at {address}\nCtrl+C stops it; a change to a source rebuilds and reloads it.");
        if options.open && a_browser_can_open() {
            let _ = open::that_detached(&address); // the address is printed anyway
        }
        task::spawn(rebuild_on_change());
        axum::serve(listener, router(&folder())?)
            .with_graceful_shutdown(async {
                let _ = signal::ctrl_c().await;
                std::process::exit(0); // browsers keep their connections open
            })
            .await?;
        Ok(())
    })
}

/// Not `dist/`: what is served here is quick to build, not small.
fn folder() -> PathBuf {
    root().join("target/serve")
}

async fn listen(port: u16) -> Result<TcpListener> {
    match TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
            "Port {port} is taken by another program. Choose another one: cargo xtask serve --port {}",
            port.checked_add(1).unwrap_or(8081)
        ),
        Err(error) => Err(error).with_context(|| format!("port {port} cannot be used")),
    }
}

/// The files of a folder, with their types and the headers of [`policy`].
///
/// # Errors
/// When a header of the policy is not one; its tests say that it never happens.
pub fn router(folder: &Path) -> Result<Router> {
    let mut router = Router::new()
        .fallback_service(ServeDir::new(folder))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest));
    for (name, value) in policy::headers() {
        router = router.layer(SetResponseHeaderLayer::overriding(
            HeaderName::try_from(name)?,
            HeaderValue::try_from(value)?,
        ));
    }
    Ok(router)
}

fn a_browser_can_open() -> bool {
    let desktop = !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some());
    desktop && io::stdout().is_terminal()
}

async fn rebuild_on_change() {
    let mut built = SystemTime::now();
    loop {
        time::sleep(Duration::from_secs(1)).await;
        let newest = task::spawn_blocking(newest_source).await.ok().and_then(Result::ok);
        let Some(newest) = newest.filter(|&newest| newest > built) else { continue };
        built = newest;
        println!();
        if let Ok(Err(error)) = task::spawn_blocking(|| dist::build_quickly(&folder())).await {
            println!("{error:#}\nThe page stays as it was."); // a typing error is no reason to stop
        }
    }
}

fn newest_source() -> Result<SystemTime> {
    let mut newest = fs::metadata(root().join("Cargo.lock"))?.modified()?;
    for folder in ["src", "www"] {
        for file in files(&root().join(folder))? {
            newest = newest.max(fs::metadata(file)?.modified()?);
        }
    }
    Ok(newest)
}

//! What the page may do, said once: sent by the development server, written into `dist/` for
//! static hosts, and checked by the end-to-end tests.

/// Nothing from elsewhere, nothing inline; WebAssembly may be compiled.
pub const CONTENT_SECURITY_POLICY: &[(&str, &str)] = &[
    ("default-src", "'none'"),
    ("script-src", "'self' 'wasm-unsafe-eval'"),
    ("style-src", "'self'"),
    // `blob:` for one picture that the page makes itself: the graph, on its way to a PNG.
    ("img-src", "'self' blob:"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("manifest-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
    ("frame-ancestors", "'none'"),
];

/// The other headers of every answer.
const HEADERS: &[(&str, &str)] = &[
    // Kept by the browser, but only used after asking whether it is still the same: page, worker
    // and knowledge must fit each other.
    ("Cache-Control", "no-cache"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Embedder-Policy", "require-corp"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
];

/// Every header with its value.
pub fn headers() -> Vec<(&'static str, String)> {
    let policy = ("Content-Security-Policy", join(|_| true));
    std::iter::once(policy)
        .chain(HEADERS.iter().map(|&(name, value)| (name, value.to_owned())))
        .collect()
}

/// The policy as an element for the page's head. `frame-ancestors` is left out: browsers ignore it
/// there, and say so on the console.
pub fn meta_element() -> String {
    let policy = join(|directive| directive != "frame-ancestors");
    format!(r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#)
}

/// A `_headers` file, as several static hosts read it.
pub fn headers_file() -> String {
    let mut file = String::from("/*\n");
    for (name, value) in headers() {
        file.push_str("  ");
        file.push_str(name);
        file.push_str(": ");
        file.push_str(&value);
        file.push('\n');
    }
    file
}

fn join(keep: impl Fn(&str) -> bool) -> String {
    CONTENT_SECURITY_POLICY
        .iter()
        .filter(|(directive, _)| keep(directive))
        .map(|(directive, sources)| format!("{directive} {sources}"))
        .collect::<Vec<_>>()
        .join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_policy_everywhere() {
        let (name, sent) = headers().swap_remove(0);
        assert_eq!(name, "Content-Security-Policy");
        assert!(sent.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "));
        assert!(headers_file().contains(&format!("\n  Content-Security-Policy: {sent}\n")));
        let without = sent.replace("; frame-ancestors 'none'", "");
        assert!(meta_element().contains(&without));
    }

    #[test]
    fn nothing_inline_and_nothing_from_elsewhere() {
        for (directive, sources) in CONTENT_SECURITY_POLICY {
            assert!(!sources.contains("blob:") || *directive == "img-src", "{directive}");
            for forbidden in ["unsafe-inline", "'unsafe-eval'", "http", "data:", "*"] {
                assert!(!sources.contains(forbidden), "{sources}");
            }
        }
    }
}

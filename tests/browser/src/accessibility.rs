//! The page as assistive technology sees it: the browser's own accessibility tree, and the rules of
//! axe-core.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::{By, WebElement};

use crate::Page;

/// A node of the accessibility tree.
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) backend_id: u64,
}

impl Page {
    pub(crate) async fn nodes(&self, role: &str) -> Result<Vec<Node>> {
        let document = self.object_id("document").await?;
        let answer = self
            .command("Accessibility.queryAXTree", json!({ "objectId": document, "role": role }))
            .await?;
        let nodes = answer["nodes"].as_array().into_iter().flatten();
        Ok(nodes.filter(|node| node["ignored"] != json!(true)).filter_map(node).collect())
    }

    async fn object_id(&self, expression: &str) -> Result<Value> {
        let answer = self.command("Runtime.evaluate", json!({ "expression": expression })).await?;
        Ok(answer["result"]["objectId"].clone())
    }

    /// The element behind a node: marked for a moment so that the driver finds it too. Nothing when
    /// the page has replaced it meanwhile.
    pub(crate) async fn element(&self, backend_id: u64) -> Result<Option<WebElement>> {
        let resolved = json!({ "backendNodeId": backend_id });
        let Ok(answer) = self.command("DOM.resolveNode", resolved).await else { return Ok(None) };
        let object = answer["object"]["objectId"].clone();
        let mark = format!("found-{backend_id}");
        let set = |function: &str| {
            json!({ "objectId": object, "functionDeclaration": function,
                "arguments": [{ "value": mark }] })
        };
        self.command(
            "Runtime.callFunctionOn",
            set("function (mark) { this.setAttribute('data-found', mark) }"),
        )
        .await?;
        let element = self.driver().find(By::Css(format!("[data-found='{mark}']"))).await.ok();
        self.command(
            "Runtime.callFunctionOn",
            set("function () { this.removeAttribute('data-found') }"),
        )
        .await?;
        Ok(element)
    }

    pub(crate) async fn focused_node(&self) -> Result<(String, String)> {
        let active = self.object_id("document.activeElement").await?;
        let answer = self
            .command(
                "Accessibility.getPartialAXTree",
                json!({ "objectId": active, "fetchRelatives": false }),
            )
            .await?;
        let node = &answer["nodes"][0];
        Ok((text(&node["role"]), text(&node["name"])))
    }

    /// Fails when axe-core finds a violation in what is shown now.
    ///
    /// # Errors
    /// When there are violations, each named with its elements, or axe-core is not installed.
    pub async fn check_accessibility(&self, view: &str) -> Result<()> {
        let axe = std::fs::read_to_string(axe_path()).context(
            "axe-core is not installed: run `npm ci` in tests/browser, or `cargo xtask test`",
        )?;
        self.command("Runtime.evaluate", json!({ "expression": axe })).await?;
        let violations = self.driver().execute_async(AXE_SCRIPT, Vec::new()).await?;
        let violations = violations.json().as_array().cloned().unwrap_or_default();
        ensure!(violations.is_empty(), "axe-core in {view}: {:#}", Value::Array(violations));
        Ok(())
    }
}

const AXE_SCRIPT: &str = r#"
    const done = arguments[0];
    axe.run(document, { resultTypes: ["violations"] })
        .then(result => done(result.violations.map(violation => ({
            rule: violation.id, help: violation.help,
            where: violation.nodes.slice(0, 5).map(node => `${node.html} ${node.failureSummary}`) }))))
        .catch(error => done([{ rule: "axe-core itself", help: String(error) }]));"#;

fn axe_path() -> PathBuf {
    xtask::root().join("tests/browser/node_modules/axe-core/axe.min.js")
}

fn node(node: &Value) -> Option<Node> {
    Some(Node { name: text(&node["name"]), backend_id: node["backendDOMNodeId"].as_u64()? })
}

fn text(value: &Value) -> String {
    value["value"].as_str().unwrap_or_default().to_owned()
}

//! What a page weighs, and how often it has asked whether the session lives.

use std::fmt;

use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::WebDriver;

use crate::Trouble;

/// The figures of one moment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figures {
    /// Bytes of the JavaScript heap in use, after its garbage was collected.
    pub(super) heap: i64,
    /// Bytes of the browser's own objects that the page holds, the document among them.
    pub(super) objects: i64,
    /// All nodes that are alive, be they in the document or not.
    pub(super) nodes: i64,
    /// What the page itself knows.
    pub(super) page: Page,
}

/// What the page knows of itself.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Page {
    /// The time by its own clock, in milliseconds.
    pub(super) now: f64,
    /// How many beats there were.
    pub(super) beats: u32,
    /// How long they took together, in milliseconds.
    pub(super) took: f64,
    /// Bytes of the WebAssembly memory, which never shrinks.
    pub(super) wasm: i64,
    /// The elements of the document.
    pub(super) elements: i64,
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { heap, objects, nodes, page: Page { wasm, elements, beats, .. } } = self;
        write!(
            formatter,
            "JavaScript {heap} B, WebAssembly {wasm} B, objects of the browser {objects} B, {nodes} nodes, \
             {elements} elements, {beats} beats"
        )
    }
}

impl Figures {
    /// Has the garbage collected, and takes the figures of that moment.
    pub(super) async fn of(browser: &WebDriver) -> Result<Self, Trouble> {
        let tools = browser.cdp();
        // What the first time frees may free more.
        for _ in 0..2 {
            tools.send_raw("HeapProfiler.collectGarbage", json!({})).await?;
        }
        let heap = tools.send_raw("Runtime.getHeapUsage", json!({})).await?;
        let counters = tools.send_raw("Memory.getDOMCounters", json!({})).await?;
        let page = browser.execute("return soak.figures();", Vec::new()).await?.json().clone();
        Ok(Self {
            heap: whole(&heap, "usedSize")?,
            objects: whole(&heap, "embedderHeapUsedSize")?,
            nodes: whole(&counters, "nodes")?,
            page: serde_json::from_value(page)?,
        })
    }
}

#[expect(clippy::cast_possible_truncation, reason = "bytes and nodes of one page")]
fn whole(values: &Value, name: &str) -> Result<i64, Trouble> {
    let value = values.get(name).and_then(Value::as_f64);
    value.map(|value| value as i64).ok_or_else(|| format!("no {name} in {values}").into())
}

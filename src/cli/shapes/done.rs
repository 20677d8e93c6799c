//! The JSON shapes of commands that change something: what was done, and the sentence people read.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use crate::domain::message::{Arg, Msg};
use crate::domain::upkeep::Emptied;
use crate::texts::Texts;

use super::PathJson;

/// One thing done: its code, the values of its sentence and the sentence.
#[derive(Debug, Serialize)]
pub struct DoneJson {
    done: String,
    message: String,
    #[serde(flatten)]
    values: BTreeMap<String, Value>,
}

impl DoneJson {
    pub(in crate::cli) fn new(msg: &Msg, texts: &Texts) -> Self {
        let value = |arg: &Arg| match arg {
            Arg::Text(text) => Some(Value::from(text.as_str())),
            Arg::Count(count) => Some(Value::from(*count)),
            Arg::Bytes(bytes) => Some(Value::from(*bytes)),
            // Sentences and dates stand in the message; those with shapes of their own have documents of their own.
            _ => None,
        };
        Self {
            // The part before the first dash is the text's file.
            done: msg.id.split_once('-').map_or(&*msg.id, |(_, what)| what).replace('-', "_"),
            message: texts.say(msg),
            values: msg.args.iter().filter_map(|(name, arg)| Some((name.to_string(), value(arg)?))).collect(),
        }
    }
}

/// What emptying the bin let go of.
#[derive(Debug, Serialize)]
pub struct EmptiedJson {
    done: &'static str,
    orders: u64,
    cases: u64,
    files: u64,
    bytes: u64,
    kept: u64,
}

impl From<Emptied> for EmptiedJson {
    fn from(emptied: Emptied) -> Self {
        Self {
            done: "bin_emptied",
            orders: emptied.orders,
            cases: emptied.cases,
            files: emptied.files,
            bytes: emptied.bytes,
            kept: emptied.kept,
        }
    }
}

/// Where the sample is.
#[derive(Debug, Serialize)]
pub struct DemoJson {
    done: &'static str,
    library: PathJson,
    bundle: Option<PathJson>,
}

impl DemoJson {
    pub(in crate::cli) fn new(library: &Path, bundle: Option<&Path>) -> Self {
        Self { done: "demo", library: PathJson::new(library), bundle: bundle.map(PathJson::new) }
    }
}

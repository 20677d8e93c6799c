//! The JSON shapes of `export`, `verify` and `verify-bundle`.

use crate::domain::upkeep::FileTrouble;
use crate::domain::upkeep::VerifyReport;
use crate::jobs::export::BundleReport;
use crate::jobs::export::Preflight;
use crate::jobs::export::PreflightItem;
use crate::jobs::verify::BundleVerdict;
use crate::texts::Texts;
use serde::Serialize;
use std::path::Path;

use super::PathJson;

/// `export`.
#[derive(Debug, Serialize)]
pub struct ExportJson {
    written: bool,
    path: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_bytes: Option<String>,
    exhibits: usize,
    files: usize,
    bytes: u64,
    blockers: Vec<String>,
    warnings: Vec<String>,
}

impl ExportJson {
    pub(in crate::cli) fn new(preflight: &Preflight, report: Option<&BundleReport>, texts: &Texts) -> Self {
        let say = |items: &[PreflightItem]| items.iter().map(|item| texts.say(&item.text)).collect();
        let path = report.map(|report| PathJson::new(&report.path));
        let (path, path_bytes) = path.map_or((None, None), |path| (Some(path.path), path.path_bytes));
        Self {
            written: report.is_some(),
            path,
            path_bytes,
            exhibits: report.map_or(preflight.exhibits.len(), |report| report.exhibits),
            files: report.map_or(0, |report| report.files),
            bytes: report.map_or(0, |report| report.bytes),
            blockers: say(&preflight.blockers),
            warnings: say(&preflight.warnings),
        }
    }

    pub(in crate::cli) fn blocked(preflight: &Preflight, texts: &Texts) -> Self {
        Self::new(preflight, None, texts)
    }

    pub(in crate::cli) fn written(report: &BundleReport, preflight: &Preflight, texts: &Texts) -> Self {
        Self::new(preflight, Some(report), texts)
    }
}

/// One fault that `verify-bundle` found.
#[derive(Debug, Serialize)]
struct FaultJson {
    file: String,
    message: String,
}

/// `verify-bundle`.
#[derive(Debug, Serialize)]
pub struct BundleCheckJson {
    #[serde(flatten)]
    path: PathJson,
    ok: bool,
    checked: usize,
    problems: Vec<FaultJson>,
}

impl BundleCheckJson {
    pub(in crate::cli) fn new(path: &Path, verdict: &BundleVerdict, texts: &Texts) -> Self {
        Self {
            path: PathJson::new(path),
            ok: verdict.ok,
            checked: verdict.checked,
            problems: verdict
                .problems
                .iter()
                .map(|fault| FaultJson { file: fault.file.clone(), message: texts.say(&fault.what) })
                .collect(),
        }
    }
}

/// A stored file with something wrong.
#[derive(Debug, Serialize)]
struct TroubleJson {
    id: i64,
    name: String,
    sha256: String,
    detail: Option<String>,
}

impl From<&FileTrouble> for TroubleJson {
    fn from(trouble: &FileTrouble) -> Self {
        Self {
            id: trouble.evidence.0,
            name: trouble.name.clone(),
            sha256: trouble.sha256.hex(),
            detail: trouble.detail.clone(),
        }
    }
}

/// `verify`.
#[derive(Debug, Serialize)]
pub struct VerifyJson {
    ok: bool,
    checked: u64,
    checked_bytes: u64,
    missing: Vec<TroubleJson>,
    changed: Vec<TroubleJson>,
    unreadable: Vec<TroubleJson>,
    orphaned: Vec<String>,
    problems: Vec<String>,
}

impl VerifyJson {
    pub(in crate::cli) fn new(report: &VerifyReport, texts: &Texts) -> Self {
        let troubles = |list: &[FileTrouble]| list.iter().map(TroubleJson::from).collect();
        Self {
            ok: report.is_sound(),
            checked: report.checked,
            checked_bytes: report.checked_bytes,
            missing: troubles(&report.missing),
            changed: troubles(&report.changed),
            unreadable: troubles(&report.unreadable),
            orphaned: report.orphaned.clone(),
            problems: crate::jobs::verify::sentences(report).iter().map(|msg| texts.say(msg)).collect(),
        }
    }
}

//! The dossier: one HTML page without scripts and without anything to load, to read on a screen or print.
//! Owns its structure and look; what it says comes from texts and from the bundle's input.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest, Sha256 as Sha256Hasher};

use super::bundle::{BundleInput, FileRef};
use super::entries::{Entry, EntryKind, said};
use super::html;
use super::plan::Placed;
use super::words::Words;
use crate::domain::evidence::Role;
use crate::domain::ids::Sha256;
use crate::domain::media::MediaKind;
use crate::domain::message::Msg;
use crate::domain::moment::ClaimedTime;
use crate::domain::money::Money;
use crate::domain::view::{Deadline, DeadlineStatus, Offer, Request, Severity};

const TEMPLATE: &str = include_str!("../../assets/templates/dossier.html");
const STYLE: &str = include_str!("../../assets/templates/dossier.css");

/// The whole page.
pub(super) fn page(
    input: &BundleInput<'_>,
    placed: &[Placed<'_>],
    entries: &[Entry],
    claim_text: &str,
    words: &Words<'_>,
) -> String {
    let page = Page { input, placed, entries, words };
    let order = input.picture.order.as_ref();
    let title = match order {
        Some(order) => {
            let title = Msg::new("bundle-dossier-title").text("number", order.number.as_typed());
            words.say(&title)
        }
        None => words.get("bundle-dossier-title-plain"),
    };
    // Only this very style sheet may apply, so nothing slipped into the page can restyle it.
    let policy = format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        BASE64.encode(Sha256Hasher::digest(STYLE.as_bytes()))
    );
    let sections: Vec<(&str, &'static str, String)> = [
        ("summary", "bundle-h-summary", page.summary()),
        ("order", "bundle-h-order", page.order()),
        ("exhibits", "bundle-h-exhibits", page.exhibits()),
        ("claim", "bundle-h-claim", claim(claim_text, words)),
        ("dates", "bundle-h-dates", page.dates()),
        ("timeline", "bundle-h-timeline", page.timeline()),
        ("offers", "bundle-h-offers", page.offers()),
        ("requests", "bundle-h-requests", page.requests()),
        ("proof", "bundle-h-proof", page.proof()),
    ]
    .into_iter()
    .filter(|(_, _, body)| !body.is_empty())
    .collect();
    let mut index = String::new();
    let mut body = String::new();
    for (anchor, heading, inner) in sections {
        let heading = words.get(heading);
        // Writing to a String cannot fail.
        _ = writeln!(index, "<a href=\"#{anchor}\">{}</a>", html::escape(&heading));
        let heading = html::text("h2", &heading);
        _ = writeln!(body, "<section id=\"{anchor}\">\n{heading}\n{inner}\n</section>");
    }
    html::fill(
        TEMPLATE,
        &[
            ("language", words.texts.language()),
            ("policy", &html::escape(&policy)),
            ("title", &html::escape(&title)),
            ("style", STYLE),
            ("head", &page.head(&title)),
            ("index", &index),
            ("body", &body),
            ("foot", &html::text("p", &page.made_by())),
        ],
    )
}

struct Page<'a> {
    input: &'a BundleInput<'a>,
    placed: &'a [Placed<'a>],
    entries: &'a [Entry],
    words: &'a Words<'a>,
}

type Pair = (String, Option<String>);

impl Page<'_> {
    fn made_by(&self) -> String {
        let words = self.words;
        let made = Msg::new("bundle-made-by")
            .text("program", self.input.program.clone())
            .text("when", words.at(self.input.now))
            .text("zone", words.texts.zone().name());
        words.say(&made)
    }

    fn pair(&self, label: &'static str, value: Option<&str>) -> Pair {
        (self.words.get(label), value.map(|value| html::free(&self.words.free(value))))
    }

    fn money(&self, label: &'static str, value: Option<&Money>) -> Pair {
        (self.words.get(label), value.map(|value| html::escape(&self.words.money(value))))
    }

    fn head(&self, title: &str) -> String {
        let words = self.words;
        let mut out = html::text("h1", title);
        if let Some(order) = &self.input.picture.order {
            out.push_str(&html::wrap("p.subject", &html::free(&words.free(order.title()))));
        }
        if let Some((number, kind)) = self.input.submission {
            let kind = words.code("bundle-submission-kind", kind.code());
            let line = Msg::new("bundle-submission").count("number", number).text("kind", kind);
            out.push_str(&html::text("p.made", &words.say(&line)));
        }
        out.push_str(&html::text("p.made", &self.made_by()));
        if words.redacts() {
            out.push_str(&html::text("p.note", &words.get("bundle-redacted")));
        }
        if !self.input.overridden.is_empty() {
            let items: String =
                self.input.overridden.iter().map(|blocker| html::text("li", &words.say(blocker))).collect();
            let lead = html::text("p", &words.get("bundle-overridden"));
            out.push_str(&html::wrap("div.note.warn", &(lead + &html::wrap("ul", &items))));
        }
        out
    }

    fn summary(&self) -> String {
        let (words, picture) = (self.words, self.input.picture);
        let (case, view) = (&picture.case, &picture.view);
        let mut state = html::escape(&words.code("bundle-state", view.state.code()));
        if view.state_presumed {
            state.push_str(&html::text("small", &words.get("bundle-presumed")));
        }
        let code = |label, id, code: Option<&str>| {
            (words.get(label), code.map(|code| html::escape(&words.code(id, code))))
        };
        let next = match view.next_step.due {
            Some(due) => Msg::new("bundle-next-by").msg("text", view.next_step.text.clone()).at("due", due),
            None => view.next_step.text.clone(),
        };
        let amounts = [
            ("bundle-asked", &view.asked),
            ("bundle-offered", &view.offered),
            ("bundle-decided", &view.decided),
            ("bundle-received", &view.received),
        ];
        let tiles: String = amounts
            .iter()
            .filter_map(|(label, money)| {
                let money = words.money(money.as_ref()?);
                let inner = html::text("span", &words.get(label)) + &html::text("b", &money);
                Some(html::wrap("div", &inner))
            })
            .collect();
        let tiles = if tiles.is_empty() { tiles } else { html::wrap("div.tiles", &tiles) };
        tiles
            + &html::facts(&[
                code("bundle-case-is", "bundle-case-kind", Some(case.kind.code())),
                code("bundle-reason-is", "bundle-reason", case.reason.map(crate::domain::case::Reason::code)),
                code("bundle-remedy-is", "bundle-plan", case.remedy.map(crate::domain::event::Plan::code)),
                (words.get("bundle-state-is"), Some(state)),
                code(
                    "bundle-outcome-is",
                    "bundle-outcome",
                    view.outcome.map(crate::domain::event::Outcome::code),
                ),
                self.money("bundle-cap-is", view.amount_cap.as_ref()),
                (words.get("bundle-next-is"), Some(html::escape(&words.say(&next)))),
            ])
    }

    fn order(&self) -> String {
        let words = self.words;
        let Some(order) = &self.input.picture.order else { return String::new() };
        let private = |value: &Option<String>| value.clone().filter(|_| !words.redacts());
        let mut pairs = vec![
            (words.get("bundle-order-number"), Some(html::text("b.number", order.number.as_typed()))),
            (words.get("bundle-marketplace-is"), Some(html::escape(&words.marketplace(&order.marketplace)))),
            self.pair("bundle-store", order.store.as_deref()),
            self.pair("bundle-store-url", order.store_url.as_deref()),
            self.money("bundle-paid-total", order.paid_total().as_ref()),
            self.pair("bundle-payment", private(&order.payment_method).as_deref()),
            self.pair("bundle-tracking", order.tracking.as_deref()),
            self.pair("bundle-carrier", order.carrier.as_deref()),
            self.pair("bundle-ships-from", order.ships_from.as_deref()),
            self.pair("bundle-account", private(&order.account).as_deref()),
            self.pair("bundle-address", private(&order.address).as_deref()),
        ];
        for (which, fact) in &order.dates {
            let who = said(fact.said, words);
            let value = html::escape(&words.moment(&fact.at)) + " " + &html::text("small", &who);
            pairs.push((words.code("bundle-order-date", which.code()), Some(value)));
        }
        let about = self.input.picture.case.line;
        let rows: Vec<Vec<String>> = order
            .lines
            .iter()
            .map(|line| {
                let money = |money: &Option<Money>| {
                    money.as_ref().map(|money| html::escape(&words.money(money))).unwrap_or_default()
                };
                let mut title = html::free(&words.free(line.title.as_deref().unwrap_or("—")));
                for more in [&line.options, &line.product_url].into_iter().flatten() {
                    title.push_str(&html::wrap("small", &html::free(&words.free(more))));
                }
                if about == Some(line.id) && order.lines.len() > 1 {
                    title.push_str(&html::text("small", &words.get("bundle-line-of-case")));
                }
                if line.is_gift {
                    title.push_str(&html::text("small", &words.get("bundle-line-gift")));
                }
                vec![
                    title,
                    html::escape(&words.texts.number(line.quantity)),
                    money(&line.listed),
                    money(&line.paid),
                    money(&line.shipping),
                    money(&line.coupon),
                ]
            })
            .collect();
        let headings = [
            "bundle-col-product",
            "bundle-col-quantity",
            "bundle-col-listed",
            "bundle-col-paid",
            "bundle-col-shipping",
            "bundle-col-coupon",
        ];
        html::facts(&pairs) + &self.table("sums", &headings, &rows)
    }

    /// A table without the columns that are empty in every row.
    fn table(&self, class: &str, headings: &[&'static str], rows: &[Vec<String>]) -> String {
        if rows.is_empty() {
            return String::new();
        }
        let used: Vec<bool> = (0..headings.len())
            .map(|column| rows.iter().any(|row| row.get(column).is_some_and(|cell| !cell.is_empty())))
            .collect();
        let headings: Vec<String> = kept(headings, &used).map(|id| self.words.get(id)).collect();
        let rows: Vec<Vec<String>> = rows.iter().map(|row| kept(row, &used).cloned().collect()).collect();
        html::wrap(&format!("div.{class}"), &html::table(&headings, &rows))
    }

    fn exhibits(&self) -> String {
        if self.placed.is_empty() {
            return html::text("p", &self.words.get("bundle-no-exhibits"));
        }
        self.placed.iter().map(|placed| self.exhibit(placed)).collect()
    }

    fn exhibit(&self, placed: &Placed<'_>) -> String {
        let words = self.words;
        let exhibit = placed.exhibit;
        let heading = Msg::new("bundle-exhibit")
            .count("number", placed.number as i64)
            .text("role", role(exhibit.role, words));
        let heading = words.say(&heading);
        let picture = match exhibit.thumbnail_jpeg.as_deref() {
            Some(jpeg) if jpeg.starts_with(&[0xff, 0xd8, 0xff]) => format!(
                "<img src=\"data:image/jpeg;base64,{}\" alt=\"{}\">",
                BASE64.encode(jpeg),
                html::escape(&heading)
            ),
            _ => html::text("span", &kind(&exhibit.original, words)),
        };
        let mut pairs: Vec<Pair> = Vec::new();
        match (&exhibit.upload, &placed.upload) {
            (Some(file), Some(path)) => {
                let mut about = html::text("code", path) + &html::text("small", &about(file, words));
                if file.sha256 != exhibit.original.sha256 {
                    about.push_str(&hash(&file.sha256));
                }
                pairs.push((words.get("bundle-uploaded"), Some(about)));
            }
            _ => pairs.push((
                words.get("bundle-uploaded"),
                Some(html::text("span.warn", &words.get("bundle-not-uploaded"))),
            )),
        }
        if let Some(recipe) = &exhibit.recipe {
            let mut made = recipe.steps.join(", ");
            if recipe.location_removed {
                made = words.say(&Msg::new("bundle-location-removed").text("steps", made));
            }
            pairs.push((words.get("bundle-copy-made"), Some(html::escape(&made))));
        }
        let original = &exhibit.original;
        let mut about_original = html::free(&words.free(&original.name));
        about_original.push_str(&html::text("small", &about(original, words)));
        about_original.push_str(&match &placed.original {
            Some(path) => html::wrap("small", &html::text("code", path)),
            None => html::text("small", &words.get("bundle-original-left-out")),
        });
        about_original.push_str(&hash(&original.sha256));
        pairs.push((words.get("bundle-original"), Some(about_original)));
        let captured = original.facts.captured.as_ref().map(|claim| html::escape(&captured(claim, words)));
        pairs.push((words.get("bundle-captured"), captured));
        pairs.push(self.pair("bundle-device", original.facts.device.as_deref()));
        let caption = exhibit.caption.as_deref().filter(|caption| !caption.trim().is_empty());
        let caption = caption.map(|caption| html::wrap("p.caption", &html::free(&words.free(caption))));
        format!(
            "<article id=\"exhibit-{}\">\n<figure>{picture}</figure>\n<div>\n{}\n{}\n{}</div>\n</article>\n",
            placed.number,
            html::text("h3", &heading),
            caption.unwrap_or_default(),
            html::facts(&pairs),
        )
    }

    fn dates(&self) -> String {
        let words = self.words;
        let shown = |deadline: &&Deadline| deadline.status != DeadlineStatus::Void;
        let rows: Vec<Vec<String>> = self
            .input
            .picture
            .view
            .deadlines
            .iter()
            .filter(shown)
            .map(|deadline| {
                let when = match (deadline.earliest, deadline.latest, deadline.due) {
                    (Some(from), Some(to), _) if from != to => {
                        let band =
                            Msg::new("bundle-band").text("from", words.at(from)).text("to", words.at(to));
                        words.say(&band)
                    }
                    (_, Some(at), _) | (_, None, Some(at)) | (Some(at), None, None) => words.at(at),
                    (None, None, None) => words.get("bundle-no-date"),
                };
                let mut why = html::escape(&words.say(&deadline.basis));
                let mut more = |text: String| why.push_str(&html::text("small", &text));
                if !deadline.sources.is_empty() {
                    let sources = Msg::new("bundle-sources").text("sources", deadline.sources.join(", "));
                    more(words.say(&sources));
                }
                if deadline.shown_by_marketplace {
                    more(words.get("bundle-shown-by-marketplace"));
                }
                if deadline.presumed {
                    more(words.get("bundle-presumed"));
                }
                for conflict in &deadline.conflicts {
                    let other = Msg::new("bundle-conflict")
                        .text("when", words.at(conflict.value))
                        .text("source", conflict.source.clone());
                    more(words.say(&other));
                }
                let status = words.code("bundle-status", deadline.status.code());
                let status = match (deadline.status, deadline.severity) {
                    (
                        DeadlineStatus::Upcoming | DeadlineStatus::Due | DeadlineStatus::Overdue,
                        Severity::Loss,
                    ) => html::text("b.loss", &status),
                    _ => html::escape(&status),
                };
                vec![
                    html::text("span.when", &when),
                    html::escape(&words.say(&deadline.title)),
                    html::escape(&words.code("bundle-party", deadline.who.code())),
                    status,
                    why,
                ]
            })
            .collect();
        let headings =
            ["bundle-col-when", "bundle-col-what", "bundle-col-who", "bundle-col-status", "bundle-col-why"];
        self.table("dates", &headings, &rows)
    }

    fn timeline(&self) -> String {
        let words = self.words;
        let rows: Vec<Vec<String>> = self
            .entries
            .iter()
            .filter(|entry| entry.kind != EntryKind::Deadline)
            .map(|entry| {
                let mut what = html::text("b", &entry.what);
                if !entry.details.is_empty() {
                    what.push_str(&html::text("small", &entry.details.join(" · ")));
                }
                if !entry.basis.is_empty() {
                    what.push_str(&html::text("small", &entry.basis));
                }
                if !entry.note.is_empty() {
                    what.push_str(&html::wrap("blockquote", &html::free(&entry.note)));
                }
                vec![
                    html::text("span.when", &words.moment(&entry.at)),
                    html::escape(&entry.who),
                    what,
                    html::escape(&entry.amount_text),
                ]
            })
            .collect();
        self.table(
            "log",
            &["bundle-col-when", "bundle-col-by", "bundle-col-event", "bundle-col-amount"],
            &rows,
        )
    }

    fn offers(&self) -> String {
        let rows: Vec<Vec<String>> =
            self.input.picture.view.offers.iter().map(|offer| self.offer(offer)).collect();
        let headings = [
            "bundle-col-when",
            "bundle-col-by",
            "bundle-col-proposal",
            "bundle-col-amount",
            "bundle-col-freight",
            "bundle-col-standing",
        ];
        self.table("offers", &headings, &rows)
    }

    fn offer(&self, offer: &Offer) -> Vec<String> {
        let words = self.words;
        let plan = offer.plan.map(|plan| words.code("bundle-plan", plan.code())).unwrap_or_default();
        let mut plan = html::escape(&plan);
        for difference in &offer.differences {
            plan.push_str(&html::text("small", &words.say(difference)));
        }
        if offer.outside {
            plan.push_str(&html::text("small.warn", &words.get("bundle-outside")));
        }
        for warning in &offer.warnings {
            plan.push_str(&html::text("small.warn", &words.say(warning)));
        }
        let party = |party: crate::domain::event::Party| words.code("bundle-party", party.code());
        vec![
            html::text("span.when", &words.moment(&offer.at)),
            html::escape(&party(offer.by)),
            plan,
            offer.amount.as_ref().map(|amount| html::escape(&words.money(amount))).unwrap_or_default(),
            offer.freight.map(|who| html::escape(&party(who))).unwrap_or_default(),
            html::escape(&words.code("bundle-standing", offer.standing.code())),
        ]
    }

    fn requests(&self) -> String {
        let words = self.words;
        let row = |request: &Request| {
            let answered = if request.answered { "bundle-answered" } else { "bundle-not-answered" };
            vec![
                html::text("span.when", &words.moment(&request.at)),
                html::escape(&words.code("bundle-party", request.by.code())),
                html::free(&words.free(request.text.as_deref().unwrap_or("—"))),
                request.due.map(|due| html::text("span.when", &words.at(due))).unwrap_or_default(),
                html::escape(&words.get(answered)),
            ]
        };
        let rows: Vec<Vec<String>> = self.input.picture.view.requests.iter().map(row).collect();
        let headings = [
            "bundle-col-when",
            "bundle-col-by",
            "bundle-col-request",
            "bundle-col-due",
            "bundle-col-standing",
        ];
        self.table("requests", &headings, &rows)
    }

    fn proof(&self) -> String {
        let items = ["bundle-proof-same", "bundle-proof-not-when", "bundle-proof-claims", "bundle-proof-how"];
        let items: String = items.iter().map(|id| html::text("li", &self.words.get(id))).collect();
        html::wrap("ul", &items)
    }
}

fn kept<'b, T>(cells: &'b [T], used: &'b [bool]) -> impl Iterator<Item = &'b T> {
    cells.iter().zip(used).filter(|(_, used)| **used).map(|(cell, _)| cell)
}

fn claim(text: &str, words: &Words<'_>) -> String {
    if text.trim().is_empty() {
        return String::new();
    }
    let count = Msg::new("bundle-claim-length").count("count", text.chars().count() as i64);
    html::wrap("pre", &html::free(text)) + &html::text("p.made", &words.say(&count))
}

fn role(role: Role, words: &Words<'_>) -> String {
    words.code("bundle-role", role.code())
}

fn kind(file: &FileRef, words: &Words<'_>) -> String {
    let kind = match file.facts.kind {
        MediaKind::Image => "image",
        MediaKind::Video => "video",
        MediaKind::Other => "other",
    };
    let kind = words.code("bundle-media-kind", kind);
    match file.facts.duration_secs.and_then(duration) {
        Some(duration) => format!("{kind} {duration}"),
        None => kind,
    }
}

/// Format, size in pixels, duration, length.
fn about(file: &FileRef, words: &Words<'_>) -> String {
    let facts = &file.facts;
    let mut parts = vec![facts.format_name.clone().unwrap_or_else(|| facts.format.code().to_uppercase())];
    if let (Some(width), Some(height)) = (facts.width, facts.height) {
        parts.push(format!("{width} × {height}"));
    }
    parts.extend(facts.duration_secs.and_then(duration));
    parts.push(words.say(&Msg::new("bundle-file-size").bytes("size", facts.size_bytes)));
    parts.join(" · ")
}

/// `0:42`, `1:02:03`; nothing for what is no duration.
fn duration(secs: f64) -> Option<String> {
    if !secs.is_finite() || secs < 0.0 {
        return None;
    }
    let secs = secs.round() as u64;
    let (hours, minutes, secs) = (secs / 3_600, secs / 60 % 60, secs % 60);
    Some(if hours > 0 { format!("{hours}:{minutes:02}:{secs:02}") } else { format!("{minutes}:{secs:02}") })
}

fn captured(claim: &ClaimedTime, words: &Words<'_>) -> String {
    use crate::domain::moment::ClaimSource;
    let source = match claim.source {
        ClaimSource::Exif => "EXIF",
        ClaimSource::Quicktime => "QuickTime",
        ClaimSource::Mvhd => "MP4",
        ClaimSource::Xmp => "XMP",
        ClaimSource::Container => "AVI/ASF",
    };
    let local = words.texts.date_time_in(claim.local.and_utc(), chrono_tz::UTC);
    let claimed = match claim.offset_text() {
        Some(offset) => Msg::new("bundle-captured-offset").text("offset", offset),
        None => Msg::new("bundle-captured-local"),
    };
    words.say(&claimed.text("when", local).text("source", source))
}

fn hash(sha256: &Sha256) -> String {
    html::wrap("small.hash", &format!("SHA-256 {}", html::text("code", &sha256.hex())))
}

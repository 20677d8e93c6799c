//! Every action a buyer can take without aiming at one item: its words, its shortcut, when it is possible.
//! Menu, toolbar and the sheet of shortcuts read this list; nothing else defines a shortcut.

use super::command::Command;
use super::state::{Place, State};

/// An action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    /// To Today.
    Today,
    /// To the orders.
    Orders,
    /// To the cases.
    Cases,
    /// To the timeline.
    Timeline,
    /// To the inbox.
    Inbox,
    /// To the settings.
    Settings,
    /// To the place before.
    Back,
    /// Asks which files to add.
    AddFiles,
    /// Brings the clipboard's picture in.
    PasteImage,
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,
    /// Puts the cursor into the search field.
    Search,
    /// Begins the export of the case shown.
    Export,
    /// Shows the sheet of shortcuts.
    Shortcuts,
}

/// A key of a shortcut, by its place-independent name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A letter or a digit with Ctrl (⌘ on a Mac).
    Ctrl(char),
    /// The same with Shift.
    CtrlShift(char),
    /// A letter, digit or sign alone, outside text fields.
    Plain(char),
    /// Alt with the left arrow.
    AltLeft,
    /// F1.
    F1,
}

impl Action {
    /// All of them, in the order of the sheet.
    pub const ALL: [Self; 14] = [
        Self::Today,
        Self::Orders,
        Self::Cases,
        Self::Timeline,
        Self::Inbox,
        Self::Settings,
        Self::Back,
        Self::AddFiles,
        Self::PasteImage,
        Self::Undo,
        Self::Redo,
        Self::Search,
        Self::Export,
        Self::Shortcuts,
    ];

    /// Its name on a button.
    pub fn label(self) -> &'static str {
        match self {
            Self::Today => "action-today",
            Self::Orders => "action-orders",
            Self::Cases => "action-cases",
            Self::Timeline => "action-timeline",
            Self::Inbox => "action-inbox",
            Self::Settings => "action-settings",
            Self::Back => "action-back",
            Self::AddFiles => "action-add-files",
            Self::PasteImage => "action-paste-image",
            Self::Undo => "action-undo",
            Self::Redo => "action-redo",
            Self::Search => "action-search",
            Self::Export => "action-export",
            Self::Shortcuts => "action-shortcuts",
        }
    }

    /// What it does, in a sentence.
    pub fn tooltip(self) -> &'static str {
        match self {
            Self::Today => "action-today-tip",
            Self::Orders => "action-orders-tip",
            Self::Cases => "action-cases-tip",
            Self::Timeline => "action-timeline-tip",
            Self::Inbox => "action-inbox-tip",
            Self::Settings => "action-settings-tip",
            Self::Back => "action-back-tip",
            Self::AddFiles => "action-add-files-tip",
            Self::PasteImage => "action-paste-image-tip",
            Self::Undo => "action-undo-tip",
            Self::Redo => "action-redo-tip",
            Self::Search => "action-search-tip",
            Self::Export => "action-export-tip",
            Self::Shortcuts => "action-shortcuts-tip",
        }
    }

    /// Its shortcut.
    pub fn key(self) -> Option<Key> {
        match self {
            Self::Today => Some(Key::Ctrl('1')),
            Self::Orders => Some(Key::Ctrl('2')),
            Self::Cases => Some(Key::Ctrl('3')),
            Self::Timeline => Some(Key::Ctrl('4')),
            Self::Inbox => Some(Key::Ctrl('5')),
            Self::Settings => Some(Key::Ctrl(',')),
            Self::Back => Some(Key::AltLeft),
            Self::AddFiles => Some(Key::Ctrl('O')),
            Self::PasteImage => Some(Key::CtrlShift('V')),
            Self::Undo => Some(Key::Ctrl('Z')),
            Self::Redo => Some(Key::CtrlShift('Z')),
            Self::Search => Some(Key::Plain('/')),
            Self::Export => Some(Key::Ctrl('E')),
            Self::Shortcuts => Some(Key::F1),
        }
    }

    /// The shortcut as it is written on keys.
    pub fn key_text(self) -> Option<String> {
        Some(match self.key()? {
            Key::Ctrl(c) => format!("Ctrl+{c}"),
            Key::CtrlShift(c) => format!("Ctrl+Shift+{c}"),
            Key::Plain(c) => c.to_string(),
            Key::AltLeft => "Alt+←".to_owned(),
            Key::F1 => "F1".to_owned(),
        })
    }

    /// Whether it is possible now.
    pub fn is_enabled(self, state: &State) -> bool {
        match self {
            Self::Back => state.viewer.is_some() || !state.trail.is_empty(),
            Self::AddFiles => state.library == super::state::LibraryState::Open && !state.asking,
            Self::PasteImage => state.library == super::state::LibraryState::Open,
            Self::Undo => state.undo.is_some(),
            Self::Redo => state.redo.is_some(),
            Self::Search => matches!(state.place, Place::Orders | Place::Cases),
            Self::Export => matches!(state.place, Place::Case(_)),
            Self::Today
            | Self::Orders
            | Self::Cases
            | Self::Timeline
            | Self::Inbox
            | Self::Settings
            | Self::Shortcuts => true,
        }
    }

    /// What it does. `None` for what only the window itself can do (the search field takes the cursor).
    pub fn command(self, state: &State) -> Option<Command> {
        Some(match self {
            Self::Today => Command::Go(Place::Today),
            Self::Orders => Command::Go(Place::Orders),
            Self::Cases => Command::Go(Place::Cases),
            Self::Timeline => Command::Go(Place::Timeline),
            Self::Inbox => Command::Go(Place::Inbox),
            Self::Settings => Command::Go(Place::Settings),
            Self::Back => Command::Back,
            Self::AddFiles => Command::AskFiles { role: None },
            Self::PasteImage => Command::PasteImage,
            Self::Undo => Command::Undo,
            Self::Redo => Command::Redo,
            Self::Search => return None,
            Self::Export => match state.place {
                Place::Case(case) => Command::BeginExport(case),
                _ => return None,
            },
            Self::Shortcuts => Command::Shortcuts(!state.shortcuts),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::texts::Texts;

    #[test]
    fn every_action_has_words_and_no_shortcut_is_used_twice() {
        let texts = Texts::new("en", chrono_tz::UTC);
        let mut keys = BTreeSet::new();
        for action in Action::ALL {
            assert!(texts.has(action.label()), "{action:?}");
            assert!(texts.has(action.tooltip()), "{action:?}");
            if let Some(key) = action.key_text() {
                assert!(keys.insert(key), "{action:?}");
            }
        }
    }
}

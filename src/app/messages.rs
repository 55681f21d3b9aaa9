//! 短信模板: templates filled for the customer of the call, chosen from a list, copied, and recorded. It sends nothing: that is done with
//! whatever the call centre sends with.

use crate::app::effect::Effect;
use crate::app::event::Ticket;
use crate::app::notices::{self, Toast};
use crate::app::{App, Popup, profile};
use crate::domain::message::Message;
use crate::domain::used::{Use, Used};

/// Opens the list; the outside fills it.
pub(crate) fn open(app: &mut App, out: &mut Vec<Effect>) {
    if app.calls.current().is_none() {
        return notices::not_here(app, "why-no-call");
    }
    app.popup = Some(Popup::Messages { selected: 0, filled: Vec::new(), asked: Ticket(0) });
    ask(app, out);
}

/// Asks for the templates again, in the language of the screen.
pub(crate) fn ask(app: &mut App, out: &mut Vec<Effect>) {
    let ticket = app.ticket();
    let Some(Popup::Messages { asked, .. }) = &mut app.popup else { return };
    *asked = ticket;
    let Some(call) = app.calls.current() else { return };
    out.push(Effect::FillMessages { ticket, occasion: profile::occasion(app, call) });
}

/// They have come.
pub(crate) fn on_filled(app: &mut App, ticket: Ticket, messages: Vec<Message>) {
    if let Some(Popup::Messages { selected, filled, asked }) = &mut app.popup
        && *asked == ticket
    {
        *selected = (*selected).min(messages.len().saturating_sub(1));
        *filled = messages;
    }
}

/// Enter or a digit: the text goes to the clipboard, and that is recorded. A gap is said, because somebody must fill it before sending.
pub(crate) fn choose(app: &mut App, row: usize, out: &mut Vec<Effect>) {
    let Some(Popup::Messages { filled, .. }) = &app.popup else { return };
    let Some(message) = filled.get(row).cloned() else { return };
    let at = app.now.wall;
    let id = app.ids.next(at);
    let Some(call) = app.calls.current().map(|call| call.id) else { return };
    app.popup = None;
    out.push(Effect::Copy(message.text));
    out.push(Effect::RecordUse(Used { id, call, at, what: Use::Message { message: message.id } }));
    let toast = match message.gaps {
        0 => Toast::MessageCopied { segments: message.length.segments },
        gaps => Toast::MessageHasGaps { gaps },
    };
    notices::say(app, toast);
}

//! Has the browser keep the reader's articles, and gives back the last one.

use gloo_events::EventListener;
use yew::prelude::{Callback, use_callback, use_effect_with, use_memo, use_state_eq};

use crate::{
    keeper::Keeper,
    state::{ArticleId, Command, State},
};

/// Takes up what the browser kept, then has it keep each change, and say what else it keeps whenever the
/// empty box is shown. Gives what brings one of these articles back.
#[yew::hook]
pub(super) fn use_memory(
    state: &yew::UseReducerHandle<State>,
    send: &Callback<Command>,
) -> Callback<ArticleId> {
    let keeper = use_memo((), |()| std::rc::Rc::new(Keeper::new(send.clone())));
    let keeper = (*keeper).clone();
    let restored = use_state_eq(|| false);
    {
        let (keeper, restored) = (keeper.clone(), restored.clone());
        use_effect_with((), move |()| {
            keeper.restore(Callback::from(move |()| restored.set(true)));
        });
    }
    {
        let (keeper, is_typed) = (keeper.clone(), state.typed);
        use_effect_with((*restored, state.work().clone()), move |(restored, work)| {
            if *restored {
                keeper.keep(work, is_typed);
            }
        });
    }
    {
        // After the above: what it replaces is kept then.
        let send = send.clone();
        use_effect_with(state.coming.clone(), move |coming| {
            if let Some(pasted) = coming {
                send.emit(Command::Open((**pasted).clone()));
            }
        });
    }
    {
        let (keeper, is_blank) = (keeper.clone(), state.work().is_blank());
        use_effect_with((*restored, is_blank), move |&(restored, is_blank)| {
            if restored && is_blank {
                keeper.list();
            }
        });
    }
    let reopen = {
        let keeper = keeper.clone();
        use_callback((), move |article, ()| keeper.reopen(article))
    };
    use_effect_with((), move |()| {
        let listeners = leaving_listeners(&Callback::from(move |()| keeper.flush()));
        move || drop(listeners)
    });
    reopen
}

/// Says when the page may go away: a phone ends pages that are out of sight without a further word.
fn leaving_listeners(leaves: &Callback<()>) -> Option<[EventListener; 2]> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let page = {
        let leaves = leaves.clone();
        EventListener::new(&window, "pagehide", move |_| leaves.emit(()))
    };
    let leaves = leaves.clone();
    let sight = EventListener::new(&document, "visibilitychange", move |_| leaves.emit(()));
    Some([page, sight])
}

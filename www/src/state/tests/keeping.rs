//! Nothing is lost, and what was not meant is said.

use super::*;

fn notices(state: &State) -> Vec<About> {
    state.notices.iter().map(|notice| notice.about).collect()
}

fn paste(text: &str) -> Command {
    Command::Open(text.to_owned().into())
}

fn refused(id: RequestId) -> Command {
    Command::Heard(Box::new(Response::Refused { id, message: "not JSON".to_owned() }))
}

#[test]
fn a_file_that_is_refused_leaves_the_article_being_read() {
    let asked = opened("Text.").after(Command::OpenSaved("hello".to_owned()));
    let file = asked.opening.as_ref().unwrap().id;
    let before = refused(file);
    let annotated_first = answered(&asked).after(before.clone());
    let refused_first = answered(&asked.after(before));
    for state in [annotated_first, refused_first] {
        assert!(state.view().is_some() && state.opening.is_none());
        assert_eq!(state.alert.unwrap().remedy, Remedy::Dismiss);
    }
}

#[test]
fn a_paste_wins_over_a_file_that_is_still_read() {
    let asked = State::default().after(Command::OpenSaved("{}".to_owned()));
    let file = asked.opening.as_ref().unwrap().id;
    let pasted = asked.after(paste("Text."));
    let late = Response::Article { id: file, article: Box::new(article("Other.")) };
    assert_eq!(pasted.after(Command::Heard(Box::new(late))), pasted);
}

#[test]
fn every_article_has_an_id_of_its_own_that_edits_keep() {
    let first = answered(&opened("First."));
    let edited = first
        .after(Command::EditText)
        .after(Command::Draft("First, edited.".into()))
        .after(Command::AnnotateDraft);
    assert_eq!(edited.work().article, first.work().article);
    assert_eq!(&*edited.work().text, "First, edited.");
    let second = edited.after(paste("Second."));
    let third = second.after(Command::NewArticle);
    let ids = [&first, &second, &third].map(|state| state.work().article.clone());
    assert!(ids[0] != ids[1] && ids[1] != ids[2] && ids[0] != ids[2], "{ids:?}");
    let typed = third.after(Command::Draft("Third.".into())).after(Command::AnnotateDraft);
    assert_eq!(typed.work().article, ids[2]);
    assert_ne!(State::new("a").work().article, State::new("b").work().article);
}

#[test]
fn what_a_page_says_of_itself_goes_with_its_article() {
    let origin = Rc::new(Origin { byline: Some("Zoë Lind".to_owned()), ..Origin::default() });
    let pasted = Pasted { origin: origin.clone(), ..Pasted::from("It rained.".to_owned()) };
    let shown = answered(&State::default().after(Command::Open(pasted)));
    let edited = shown.after(Command::EditText).after(Command::Draft("It rains.".into()));
    for state in [&shown, &edited.after(Command::AnnotateDraft)] {
        assert_eq!(state.work().origin, origin);
        let saved = Saved::of(state.work());
        let restored = Restored { article: "kept".into(), saved, is_readable: true };
        let kept = State::default().after(Command::Restore(Box::new(restored)));
        assert_eq!(kept.work().origin, origin);
    }
    assert_eq!(*shown.after(paste("Another.")).work().origin, Origin::default());
    let asked = shown.after(Command::OpenSaved("{}".to_owned()));
    let id = asked.opening.as_ref().unwrap().id;
    let mut file = article("It snowed.");
    file.document.address = Some("https://example.org/snow".to_owned());
    let answer = Response::Article { id, article: Box::new(file) };
    let opened = asked.after(Command::Heard(Box::new(answer)));
    assert_eq!(opened.work().origin.address.as_deref(), Some("https://example.org/snow"));
    assert_eq!(opened.work().origin.byline, None);
}

#[test]
fn what_takes_the_place_of_an_article_is_said_and_can_be_undone() {
    let before = answered(&opened("Rain in Oslo\n\nIt rained."));
    for (command, words) in [
        (paste("Snow in Oslo"), "“Snow in Oslo” took the place of “Rain in Oslo”, which is kept."),
        (Command::NewArticle, "“Rain in Oslo” is kept."),
    ] {
        let replaced = before.after(command);
        let notice = replaced.notices.last().unwrap();
        assert_eq!((&*notice.message, notice.about), (words, About::Replacement));
        assert_eq!(notice.undoes.as_deref(), Some("bring back “Rain in Oslo”"));
        let back = replaced.after(Command::Undo);
        assert_eq!(back.work(), before.work());
        assert!(back.notices.is_empty(), "it is no longer true");
        let closed = replaced.after(Command::CloseNotice(About::Replacement));
        assert!(closed.notices.is_empty());
    }
    let draft = State::default().after(Command::Draft("Half a sent".into()));
    assert_eq!(notices(&draft.after(paste("Text."))), [About::Replacement]);
}

#[test]
fn what_is_pasted_among_words_is_said_and_can_be_taken_alone() {
    let first = answered(&opened("First."));
    let typed = State::default().after(Command::Draft("Typed.".into()));
    let edited = first.after(Command::EditText);
    for before in [&typed, &edited] {
        let words = before.work().draft.clone();
        let added = before
            .after(Command::AddPassage(format!("{words} Pasted."), "Pasted.".to_owned().into()));
        assert_eq!(*added.work().text, format!("{words} Pasted."));
        assert_eq!(notices(&added), [About::Addition]);
        let back = added.after(Command::Undo);
        assert_eq!((&back.work().draft, back.work().screen), (&words, Screen::Input));
        assert!(back.notices.is_empty());
        let notice = added.notices.last().unwrap();
        let pasted = notice.replace_with.clone().unwrap();
        let coming = added.after(Command::TakeAlone(pasted.clone()));
        assert_eq!((coming.work(), &coming.coming), (back.work(), &Some(pasted.clone())));
        let alone = coming.after(Command::Open((*pasted).clone()));
        assert_eq!(alone.coming, None);
        assert_eq!(&*alone.work().text, "Pasted.");
        assert_ne!(alone.work().article, before.work().article);
        assert_eq!(notices(&alone), [About::Replacement]);
    }
    let address = Command::AddPassage("https://example.org/a".to_owned(), Pasted::default());
    let refused = typed.after(address);
    assert!(refused.alert.is_some() && refused.notices.is_empty());
    assert_eq!(&*refused.work().draft, "https://example.org/a");
}

#[test]
fn an_article_that_is_kept_comes_back_with_what_was_decided() {
    let Command::Restore(shelved) = kept("Kept.", true) else { unreachable!() };
    let blank = opened("Text.").after(Command::NewArticle);
    let reopened = blank.after(Command::Reopen(shelved.clone()));
    assert_eq!((&*reopened.work().article, &*reopened.work().text), ("kept", "Kept."));
    assert!(reopened.annotating.is_some());
    assert_eq!(notices(&reopened), []);
    assert_eq!(reopened.after(Command::Undo).work(), blank.work());
    let over = opened("Text.").after(Command::Reopen(shelved));
    assert_eq!(notices(&over), [About::Replacement]);
    let Command::Restore(unreadable) = kept("Kept.", false) else { unreachable!() };
    let copy = blank.after(Command::Reopen(unreadable));
    assert_ne!(&*copy.work().article, "kept");
    assert_eq!(notices(&copy), [About::Unreadable]);
}

#[test]
fn what_replaces_nothing_is_not_said() {
    let typed = State::default().after(Command::Draft("Words.".into()));
    for state in [
        opened("Text."),
        State::default().after(Command::NewArticle),
        typed.after(Command::AnnotateDraft),
        opened("Text.").after(Command::NewArticle).after(paste("Another.")),
    ] {
        assert_eq!(notices(&state), [], "{:?}", state.work());
    }
}

#[test]
fn an_address_opens_nothing_and_the_article_stays() {
    let address = paste("https://example.org/news/a-headline");
    for before in [State::default(), answered(&opened("Text."))] {
        let after = before.after(address.clone());
        assert_eq!(after.work(), before.work());
        assert!(after.alert.unwrap().message.contains("fetches nothing"));
    }
}

#[test]
fn the_limit_holds_for_the_text_of_a_saved_file() {
    let before = answered(&opened("Text."));
    let asked = before.after(Command::OpenSaved("{}".to_owned()));
    let id = asked.opening.as_ref().unwrap().id;
    let mut large = article("a");
    large.document.text = "a".repeat(MAX_TEXT_BYTES + 1);
    let answer = Response::Article { id, article: Box::new(large) };
    let after = asked.after(Command::Heard(Box::new(answer)));
    assert_eq!(after.work(), before.work());
    assert!(
        after.alert.unwrap().message.starts_with("The text of this file has 5.0 million bytes")
    );
}

#[test]
fn an_answer_that_nobody_waits_for_any_more_is_no_crash() {
    let asked = opened("Text.");
    let id = asked.annotating.unwrap();
    let gone = asked.after(Command::NewArticle);
    let late = Response::Annotated { id, article: Box::new(article("Text.")), milliseconds: 1.0 };
    assert_eq!(gone.after(Command::Heard(Box::new(late))), gone);
    assert!(gone.after(Command::Undo).annotating.is_some(), "it is read after all");
}

#[test]
fn silence_is_said_until_the_worker_speaks() {
    let silent = opened("Text.").after(Command::Silent(12));
    let alert = silent.alert.clone().unwrap();
    assert_eq!(alert.remedy, Remedy::Restart);
    assert!(alert.message.contains("12 seconds"), "{}", alert.message);
    assert_eq!(&*silent.work().text, "Text.");
    assert!(answered(&silent).alert.is_none());
    let again = silent.after(Command::Restarted);
    assert!(again.annotating > silent.annotating && again.alert.is_none());
}

fn kept(text: &str, is_readable: bool) -> Command {
    let saved = Saved { draft: String::new(), ..Saved::of(opened(text).work()) };
    Command::Restore(Box::new(Restored { article: "kept".into(), saved, is_readable }))
}

#[test]
fn what_was_kept_is_taken_up_unless_something_was_begun() {
    let restored = State::default().after(kept("Text.", true));
    assert_eq!((&*restored.work().article, &*restored.work().text), ("kept", "Text."));
    assert!(restored.annotating.is_some() && restored.notices.is_empty());
    let begun = opened("Begun.");
    assert_eq!(begun.after(kept("Text.", true)), begun);
}

#[test]
fn what_cannot_be_read_is_said_and_its_words_go_on_as_another_article() {
    for (text, screen, words) in
        [("Text.", Screen::Article, "can read its text"), ("", Screen::Input, "cannot read it")]
    {
        let restored = State::default().after(kept(text, false));
        assert_eq!((restored.work().screen, &*restored.work().text), (screen, text));
        assert_ne!(&*restored.work().article, "kept");
        let notice = restored.notices.last().unwrap();
        assert_eq!(notice.about, About::Unreadable);
        assert!(notice.message.contains(words), "{}", notice.message);
    }
}

#[test]
fn an_article_of_another_tab_goes_on_as_a_copy() {
    let state = State::default().after(kept("Text.", true)).after(Command::EditText);
    let copied = state.after(Command::OpenElsewhere("kept".into()));
    assert_ne!(&*copied.work().article, "kept");
    assert_ne!(&*copied.after(Command::Undo).work().article, "kept");
    assert_eq!(notices(&copied), [About::OtherTab]);
    assert_eq!(state.after(Command::OpenElsewhere("another".into())), state);
}

#[test]
fn what_is_said_of_an_article_goes_with_it() {
    let copied = State::default()
        .after(kept("Text.", true))
        .after(Command::OpenElsewhere("kept".into()))
        .after(Command::Tell(Notice::new(About::Storage, "It is full.")));
    let edited = copied.after(Command::EditText).after(Command::CancelEdit);
    assert_eq!(notices(&edited), [About::OtherTab, About::Storage], "it is the same article");
    let unreadable = State::default().after(kept("Text.", false));
    for (before, left) in [(&edited, &[About::Storage][..]), (&unreadable, &[])] {
        for command in [Command::NewArticle, paste("Another.")] {
            let mut said = notices(&before.after(command));
            assert_eq!(said.pop(), Some(About::Replacement));
            assert_eq!(said, left);
        }
    }
    let before = opened("First.").after(Command::NewArticle).after(paste("Second."));
    let elsewhere = before.after(Command::OpenElsewhere(before.work().article.clone()));
    assert_eq!(notices(&elsewhere.after(Command::Undo)), []);
    let gone = State::default().after(kept("Text.", true)).after(Command::NewArticle);
    let late = gone.after(Command::OpenElsewhere("kept".into()));
    assert_eq!(notices(&late), notices(&gone), "it is not on screen");
}

#[test]
fn the_history_is_bounded_in_steps_and_in_bytes() {
    let mut steps: Vec<Work> = (0..MAX_STEPS + 7).map(|_| opened("Text.").work().clone()).collect();
    shorten(&mut steps, usize::MAX);
    assert_eq!(steps.len(), MAX_STEPS);

    let step = |number: usize| answered(&opened(&format!("{number:05}"))).work().clone();
    let steps: Vec<Work> = (0..6).map(step).collect();
    let text = steps[0].text.len();
    let view = steps[0].view.as_ref().unwrap().bytes();
    for (room, count, views) in [
        (6 * (text + view), 6, 6),
        (6 * (text + view) - 1, 6, 5),
        (6 * text + 2 * view, 6, 2),
        (6 * text + 2 * view - 1, 5, 2),
        (1, 2, 2),
    ] {
        let mut left = steps.clone();
        shorten(&mut left, room);
        let found = left.iter().filter(|step| step.view.is_some()).count();
        assert_eq!((left.len(), found), (count, views), "{room}");
        assert_eq!(left.last(), steps.last());
    }
}

//! Who reads the words of codes, as the dictionary has them, and remembers which codes that were.

use std::collections::BTreeSet;

use domain::status::{Action, Code, Failure, Message, Reason, Status};
use serde_json::json;
use thirtyfour::By;
use words::{Label, Language, Phrase, Sentence, phrase, problem};

use super::{Journey, table};
use crate::Trouble;
use crate::exchange::Manner;
use crate::patience::eventually;
use crate::stage::Stage;
use crate::visitor::Visitor;
use crate::wording::Wording;

/// Plays a journey, and has the table say whether it met what it should have met.
pub(super) async fn play(
    journey: Journey,
    name: &str,
    manner: Manner,
    play: impl AsyncFnOnce(&mut Stage, &mut Witness) -> Result<(), Trouble>,
) {
    Stage::play_in(name, manner, async |stage| {
        let mut witness = Witness { words: Wording::of(Language::English)?, read: BTreeSet::new() };
        play(stage, &mut witness).await?;
        table::check(journey, &witness.read, stage)
    })
    .await;
}

/// Who reads.
pub(super) struct Witness {
    /// What there is to read.
    pub(super) words: Wording,
    read: BTreeSet<Code>,
}

impl Witness {
    /// What a code says.
    pub(super) fn headline(&self, code: Code) -> &'static str {
        self.words.say(Phrase::Headline(Reason::Code(code)))
    }

    /// Reads the message of a code, wherever it stands: what happened, what that means for somebody who did
    /// this, and what to do next.
    pub(super) async fn reads_message(
        &mut self,
        visitor: &Visitor,
        code: Code,
        action: Action,
    ) -> Result<(), Trouble> {
        let message = Message::of(&Status::from(code).into(), action);
        let [headline, consequence, next_step] = phrase::parts(&message);
        let rest = self.words.tell(Sentence::from(consequence).then(next_step));
        // It may stand under the dialog that asks for a log-in.
        let place = format!("[data-testid=message][data-code='{}']", code.number());
        self.reads_all(visitor, code, &place, &[self.words.say(headline), &rest]).await
    }

    /// Reads the problem that a code means, beside its field.
    pub(super) async fn reads_beside_field(&mut self, visitor: &Visitor, code: Code) -> Result<(), Trouble> {
        let problems = Failure::from(Status::from(code)).form_problems();
        let (field, problem) = problems.iter().next().ok_or_else(|| format!("{code:?} means no field"))?;
        let words = self.words.tell(problem::of(field, problem));
        self.reads_all(visitor, code, &format!("#{}-problem", field.token()), &[&words]).await
    }

    /// Reads what became of a lot in a purchase.
    pub(super) async fn reads_outcome(&mut self, visitor: &Visitor, code: Code) -> Result<(), Trouble> {
        let headline = Sentence::from(Phrase::Headline(Reason::Code(code)));
        let words = if code == Code::Purchased { headline } else { headline.then(Label::NotCharged) };
        let place = format!("[data-testid=lot-outcome][data-code='{}']", code.number());
        self.reads_all(visitor, code, &place, &[&self.words.tell(words)]).await
    }

    /// Reads the words by which a place shows that a code has come.
    pub(super) async fn reads_in(
        &mut self,
        visitor: &Visitor,
        code: Code,
        place: &str,
        words: &str,
    ) -> Result<(), Trouble> {
        self.reads_all(visitor, code, &format!("[data-testid='{place}']"), &[words]).await
    }

    /// Reads the words by which the page as a whole shows that a code has come.
    pub(super) async fn reads_on_page(
        &mut self,
        visitor: &Visitor,
        code: Code,
        words: &str,
    ) -> Result<(), Trouble> {
        self.reads_all(visitor, code, "body", &[words]).await
    }

    /// Waits until all of that can be read in one such place.
    async fn reads_all(
        &mut self,
        visitor: &Visitor,
        code: Code,
        place: &str,
        words: &[&str],
    ) -> Result<(), Trouble> {
        eventually(&format!("{} reads {words:?} in {place}", visitor.name()), async || {
            for element in visitor.browser().find_all(By::Css(place)).await? {
                let text = element.text().await?;
                if words.iter().all(|words| text.contains(words)) {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
        .await?;
        self.read.insert(code);
        Ok(())
    }
}

impl Visitor {
    /// Loses the session as if it had ended: nothing that this browser asks from now on has one.
    pub(super) async fn lose_session(&self) -> Result<(), Trouble> {
        Ok(self.browser().delete_all_cookies().await?)
    }

    /// Asks the exchange for something that has no screen, as a script of this very page could, and gives the
    /// code of the answer.
    pub(super) async fn fetch_code(&self, path: &str) -> Result<u64, Trouble> {
        let ask = "const done = arguments[1];
            fetch(arguments[0]).then((answer) => answer.json()).then((body) => done(body.status), () => done(0));";
        let answer = self.browser().execute_async(ask, vec![json!(path)]).await?;
        answer.json().as_u64().ok_or_else(|| format!("{path} was answered without a code").into())
    }
}

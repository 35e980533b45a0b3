//! The service and its operators: the codes of level 1.

use std::fs;

use domain::status::{Action, Code};
use words::{Label, Value};

use super::witness::Witness;
use crate::Trouble;
use crate::market::OPENING_BALANCE;
use crate::stage::Stage;

pub(super) async fn play(stage: &mut Stage, witness: &mut Witness) -> Result<(), Trouble> {
    stage.lay_wire().await?;
    let ada = stage.visitor("ada").await?;
    ada.sign_up("Ada").await?;
    stage.exchange.appoint("Ada", &[])?;
    ada.open("/service").await?;
    let running = witness.words.say(Label::Running);
    witness.reads_in(&ada, Code::ServiceRunning, "service-state", running).await?;
    ada.reads(witness.words.say(Label::Connected)).await?;
    for (label, figure) in [(Label::AccountsTotal, 1), (Label::CreditsTotal, OPENING_BALANCE)] {
        let label = witness.words.say(label);
        witness.reads_in(&ada, Code::GlobalDataFetched, "operators", label).await?;
        let section = ada.text_of("operators").await?;
        let shown = section.split_once(label).map_or("", |(_, rest)| rest.trim_start());
        assert!(shown.starts_with(&witness.words.show(Value::Integer(figure))), "{label}: {shown}");
    }

    // Asking how far it is waits on the way, so that there is time to read that it goes on.
    stage.wire()?.keep("GET /serv/persist/");
    ada.click_on("persist").await?;
    let going_on = witness.words.tell(Label::Persisting.with("percent", Value::Integer(0)));
    witness.reads_in(&ada, Code::Persisting, "persist-progress", &going_on).await?;
    stage.wire()?.mend();
    ada.text_of("persisted").await?;
    let [file] = &stage.exchange.persisted()?[..] else { return Err("there is not one file".into()) };
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let size = Value::Integer(fs::metadata(file)?.len());
    let saved = witness.words.tell(Label::PersistedFile.with("file", name).with("size", size));
    witness.reads_in(&ada, Code::GlobalDataPersisted, "persisted", &saved).await?;

    stage.wire()?.change("GET /serv/persist/", "/serv/persist/", "/serv/parsist/");
    ada.click_on("persist").await?;
    witness.reads_message(&ada, Code::ServiceRequestMalformed, Action::Look).await?;
    stage.wire()?.mend();

    stage.exchange.kill()?;
    stage.exchange.change_options(&["--persist-dir", "/no/such/folder"]);
    stage.exchange.start_again().await?;
    ada.click_on("persist").await?;
    witness.reads_message(&ada, Code::PersistFailed, Action::Look).await?;
    ada.reads_in("operators", witness.words.say(Label::PersistMissingFolder)).await?;

    stage.exchange.appoint("Ada", &["--revoke"])?;
    ada.click_on("persist").await?;
    witness.reads_message(&ada, Code::NotAnOperator, Action::Look).await
}

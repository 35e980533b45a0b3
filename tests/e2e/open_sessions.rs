//! Somebody who is logged in twice ends the one session from the other.

use crate::market::PASSWORD;
use crate::stage::Stage;

#[tokio::test]
async fn a_session_that_is_ended_from_another_browser_asks_to_log_in_again_at_its_next_beat() {
    Stage::play("open-sessions", async |stage| {
        let desk = stage.visitor("desk").await?;
        desk.sign_up("Ada").await?;
        let couch = stage.visitor("couch").await?;
        couch.log_in("Ada").await?;
        couch.sees_attribute("heartbeat", "data-state", "alive").await?;

        desk.follow("Account").await?;
        desk.reads_in("open-session", "This browser").await?;
        desk.press_in("End", "open-session", "Chrome on Linux").await?;
        desk.reads("Session ended: Chrome on Linux.").await?;
        desk.reads_in("open-sessions", "You are logged in nowhere else.").await?;
        assert_eq!(desk.texts_of("open-session").await?.len(), 1);

        couch.text_of("log-in-again").await?;
        couch.sees_heading("Your session is over").await?;
        couch.arrives_at("/pool").await?;
        couch.fill_in("Ada", PASSWORD).await?;
        couch.press("Log in").await?;
        couch.sees_attribute("heartbeat", "data-state", "alive").await?;
        couch.follow("Account").await?;
        couch.press_in("End", "open-session", "last used").await?;
        couch.reads("Session ended: Chrome on Linux.").await?;
        desk.text_of("log-in-again").await?;
        Ok(())
    })
    .await;
}

//! Addresses: links into the middle of the app, for those who are logged in and those who are not.

use crate::market::PASSWORD;
use crate::stage::Stage;

#[tokio::test]
async fn a_link_to_a_members_page_leads_there_by_way_of_the_log_in() {
    Stage::play("navigation-log-in", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.sign_up("Ada").await?;
        visitor.log_out().await?;
        visitor.open("/account").await?;
        visitor.arrives_at("/login?next=/account").await?;
        visitor.fill_in("Ada", PASSWORD).await?;
        visitor.press("Log in").await?;
        visitor.arrives_at("/account").await?;
        visitor.text_of("balance").await?;

        visitor.reload().await?;
        visitor.text_of("balance").await?;
        visitor.arrives_at("/account").await?;
        visitor.open("/deliver").await?;
        visitor.sees_heading("Deliver").await?;
        visitor.arrives_at("/deliver").await
    })
    .await;
}

#[tokio::test]
async fn a_log_in_never_leads_to_another_site() {
    Stage::play("navigation-foreign", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.sign_up("Ada").await?;
        visitor.log_out().await?;
        for next in ["//evil.example", "/\\evil.example", "javascript:alert(1)", "https://evil.example/"] {
            visitor.open(&format!("/login?next={next}")).await?;
            visitor.fill_in("Ada", PASSWORD).await?;
            visitor.press("Log in").await?;
            visitor.arrives_at("/pool").await?;
            visitor.log_out().await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn every_public_page_opens_from_its_address_and_an_unknown_one_says_so() {
    Stage::play("navigation-pages", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        for (path, heading) in [("/signup", "Sign up"), ("/login", "Log in"), ("/service", "Service")] {
            visitor.open(path).await?;
            visitor.sees_heading(heading).await?;
            visitor.arrives_at(path).await?;
        }
        visitor.open("/nowhere/at/all").await?;
        visitor.sees_heading("Page not found").await?;
        visitor.open("/").await?;
        visitor.follow("Service").await?;
        visitor.reads_in("service-state", "Running").await?;
        visitor.sees_attribute("heartbeat", "data-state", "off").await
    })
    .await;
}

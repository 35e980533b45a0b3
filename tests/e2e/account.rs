//! Accounts: what is said to those who type something that cannot be used, and names of every kind.

use thirtyfour::By;

use crate::Trouble;
use crate::market::PASSWORD;
use crate::patience::eventually;
use crate::stage::Stage;

#[tokio::test]
async fn a_form_that_cannot_be_used_says_why_at_the_field_and_keeps_what_was_typed() {
    Stage::play("account-form", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/signup").await?;
        visitor.press("Sign up").await?;
        visitor.sees_heading("There is a problem").await?;
        assert_eq!(visitor.reads_beside("account").await?, "Enter an account name.");
        assert_eq!(visitor.reads_beside("password").await?, "Enter a password.");

        let long_name = "x".repeat(300);
        visitor.fill_in(&long_name, "short").await?;
        visitor.press("Sign up").await?;
        visitor.reads_in("problem-summary", "Use at most 64 characters").await?;
        assert!(visitor.reads_beside("account").await?.contains("at most 64 characters"));
        assert!(visitor.reads_beside("password").await?.contains("at least 8 characters"));
        assert_eq!(visitor.value_of("Account name").await?, long_name);
        assert_eq!(visitor.value_of("Password").await?, "short");

        visitor.fill_in("Ada", "password123").await?;
        visitor.press("Sign up").await?;
        visitor.reads_in("problem-summary", "too easy to guess").await?;
        assert!(visitor.reads_beside("password").await?.contains("too easy to guess"));
        assert_eq!(visitor.value_of("Account name").await?, "Ada");
        assert_eq!(visitor.value_of("Password").await?, "password123");
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_taken_name_an_unknown_name_and_a_wrong_password_are_told_apart() {
    Stage::play("account-refusals", async |stage| {
        let ada = stage.visitor("ada").await?;
        ada.sign_up("Ada").await?;
        ada.log_out().await?;
        let visitor = stage.visitor("visitor").await?;
        visitor.open("/signup").await?;
        visitor.fill_in("Ada", PASSWORD).await?;
        visitor.press("Sign up").await?;
        visitor.reads_in("problem-summary", "This account name is taken").await?;
        assert!(visitor.reads_beside("account").await?.contains("taken"));
        assert_eq!(visitor.value_of("Account name").await?, "Ada");
        assert_eq!(visitor.value_of("Password").await?, PASSWORD);

        visitor.open("/login").await?;
        visitor.fill_in("Nobody", PASSWORD).await?;
        visitor.press("Log in").await?;
        assert!(visitor.reads_beside("account").await?.contains("There is no account of this name"));
        visitor.fill_in("Ada", "not her password").await?;
        visitor.press("Log in").await?;
        assert!(visitor.reads_beside("password").await?.contains("The password is not right"));
        assert_eq!(visitor.value_of("Account name").await?, "Ada");
        visitor.fill_in("Ada", PASSWORD).await?;
        visitor.press("Log in").await?;
        visitor.arrives_at("/pool").await
    })
    .await;
}

#[tokio::test]
async fn a_name_in_any_script_with_pictures_and_markup_is_shown_as_it_was_typed() {
    Stage::play("account-names", async |stage| {
        let names = ["🌞 Sonnenhof 🐝", "חשמל ירוק", "<b>Ada</b><script>alert(1)</script>"];
        for (place, name) in names.into_iter().enumerate() {
            let visitor = stage.visitor(&format!("visitor-{place}")).await?;
            visitor.sign_up(name).await?;
            visitor.follow("Account").await?;
            visitor.text_of("balance").await?;
            visitor.reads(name).await?;
            visitor.log_out().await?;
            visitor.log_in(name).await?;
            visitor.reads(name).await?;
        }
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_password_is_hidden_until_it_is_shown_and_may_come_from_elsewhere() {
    Stage::play("account-password", async |stage| {
        let visitor = stage.visitor("visitor").await?;
        for (page, autocomplete) in [("/login", "current-password"), ("/signup", "new-password")] {
            visitor.open(page).await?;
            // What has signs of this kind in it is pasted.
            visitor.type_into("Password", "🌞 from a manager").await?;
            assert_eq!(visitor.value_of("Password").await?, "🌞 from a manager");
            let attribute = async |name: &str| -> Result<String, Trouble> {
                Ok(visitor.browser().find(By::Id("password")).await?.attr(name).await?.unwrap_or_default())
            };
            assert_eq!(attribute("autocomplete").await?, autocomplete);
            assert_eq!(attribute("type").await?, "password");
            visitor.press("Show").await?;
            eventually("the password is shown", async || {
                Ok((attribute("type").await? == "text").then_some(()))
            })
            .await?;
        }
        Ok(())
    })
    .await;
}

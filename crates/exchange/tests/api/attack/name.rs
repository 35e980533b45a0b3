//! Names that look like each other: which of them are one account's, and which are another's.

use serde_json::json;

use super::Scene;
use crate::person::PASSWORD;

#[tokio::test]
async fn a_name_is_taken_however_it_is_composed_and_in_whatever_case() {
    let scene = Scene::set().await;
    let person = scene.exchange.stranger();
    person.sign_up("Zo\u{eb} M\u{fc}ller").await;
    for taken in [
        "zoe\u{308} mu\u{308}ller",
        "ZO\u{cb} M\u{dc}LLER",
        " Zo\u{eb} M\u{fc}ller ",
        "\u{a0}zo\u{eb} m\u{fc}ller\u{3000}",
    ] {
        let credentials = json!({"account": taken, "password": PASSWORD});
        assert_eq!(person.post("/usr/signup", credentials.clone()).await.codes(), (400, 821), "{taken:?}");
        let answer = person.post("/usr/login", credentials).await;
        assert_eq!(
            (answer.codes(), &answer.body["account"]),
            ((200, 722), &json!("Zo\u{eb} M\u{fc}ller")),
            "{taken:?}"
        );
    }
    scene.exchange.close().await;
}

/// Nobody sees the name of another account: they know each other by address. So a name that only looks like another
/// one harms nobody, and stays free to whoever is called that.
#[tokio::test]
async fn names_that_only_look_alike_are_different_accounts() {
    let scene = Scene::set().await;
    let person = scene.exchange.stranger();
    let names =
        ["paypal", "p\u{430}ypal", "\u{ff50}aypal", "paypa1", "pay pal", "pa\u{443}pal", "\u{1d429}aypal"];
    for name in names {
        person.sign_up(name).await;
    }
    for name in names {
        let answer = person.post("/usr/login", json!({"account": name, "password": PASSWORD})).await;
        assert_eq!((answer.codes(), &answer.body["account"]), ((200, 722), &json!(name)));
    }
    scene.exchange.close().await;
}

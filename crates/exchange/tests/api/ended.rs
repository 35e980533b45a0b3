//! Sessions that end while others look for them.

use crate::running::Running;

/// An exchange remembers the sessions that it has looked up. One that is ended just then must not be remembered by
/// whoever had found it before: it would be open again after its owner was told that it is over.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_was_said_to_be_over_is_over_for_whoever_looks_for_it_at_that_moment() {
    let exchange = Running::start().await;
    let mut mara = exchange.member("mara").await;
    for _ in 0..crate::often("WATTPOOL_ROUNDS", 200) {
        let beats: Vec<_> = (0..4)
            .map(|_| {
                let mara = mara.clone();
                tokio::spawn(async move { mara.get("/usr/alive?active=true").await.codes() })
            })
            .collect();
        assert_eq!(mara.delete("/usr/logout").await.codes(), (200, 724));
        assert_eq!(mara.get("/usr/alive").await.codes(), (401, 826));
        for beat in beats {
            assert!([(200, 725), (401, 826)].contains(&beat.await.unwrap()));
        }
        assert_eq!(mara.get("/usr/alive").await.codes(), (401, 826), "nobody has brought it back");
        mara.cookie = None;
        mara.log_in("mara").await;
    }
    exchange.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_remembered_ends_like_any_other() {
    let exchange = Running::start().await;
    let mut here = exchange.member("mara").await;
    let mut there = here.clone();
    there.cookie = None;
    there.log_in("mara").await;
    for session in [&here, &there] {
        assert_eq!(session.get("/usr/alive").await.codes(), (200, 725));
    }
    let sessions = here.get("/usr/sessions").await.body["sessions"].clone();
    let other = sessions.as_array().unwrap().iter().find(|session| session["current"] == false).unwrap();
    let path = format!("/usr/sessions/{}", other["sessionId"].as_str().unwrap());
    assert_eq!(here.delete(&path).await.codes(), (200, 724));
    assert_eq!(there.get("/usr/alive").await.codes(), (401, 826));
    // A log-in ends the session that comes along with it.
    let former = here.clone();
    assert_eq!(former.get("/usr/alive").await.codes(), (200, 725));
    here.log_in("mara").await;
    assert_eq!(former.get("/usr/alive").await.codes(), (401, 826));
    exchange.close().await;
}

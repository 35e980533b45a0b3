//! Files of global data that both exchanges write.

use exchange::settings::Settings;

use super::{at, place};
use crate::global_data::{MANY, fill, follow, names, start};
use crate::running::Running;

/// A file was called the same by every exchange of a database, so that one that began took away what another was
/// still writing.
#[tokio::test(flavor = "multi_thread")]
async fn both_write_their_files_into_one_folder_at_the_same_time() {
    let Some((folder, database)) = place() else { return };
    let common = folder.path().join("common");
    std::fs::create_dir(&common).unwrap();
    let into_common = |settings: &mut Settings| settings.persist_dir = Some(common.clone());
    let first = Running::start_on(database.clone(), folder, into_common).await;
    let second = Running::start_on(database.clone(), tempfile::tempdir().unwrap(), into_common).await;
    let here = first.operator("olga").await;
    let there = at(&here, &second.url);
    fill(&database, MANY).await;
    let handshakes = (start(&here).await, start(&there).await);
    let unknown = there.get(&format!("/serv/persist/{}", handshakes.0)).await;
    assert_eq!(unknown.codes(), (400, 810), "only who gave a handshake knows it");
    for (person, handshake) in [(&here, handshakes.0), (&there, handshakes.1)] {
        let answer = follow(person, &handshake).await;
        assert_eq!(answer.codes(), (200, 714));
        let text = std::fs::read(common.join(answer.body["file"].as_str().unwrap())).unwrap();
        assert_eq!(answer.body["bytes"], text.len());
    }
    assert_eq!(names(&common).len(), 2);
    first.close().await;
    second.close().await;
}

//! `/serv/status`, `/serv/show` and `/serv/persist`.

use domain::credits::Credits;
use domain::form;
use domain::global_data;
use domain::handshake::{Handshake, Progress};
use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use crate::schema;
use crate::{OffTheWire, progress, rows};

/// What the service says of itself (711).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Service {
    /// The version of the running exchange.
    pub version: String,
    /// 712 while the database answers, 912 while it does not.
    #[cfg_attr(feature = "schema", schema(value_type = schema::DatabaseStatus))]
    pub database: u16,
    /// Seconds since the start.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Seconds))]
    pub uptime: u64,
}

/// The exchange in figures (713).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct GlobalData {
    /// How many accounts there are.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Count))]
    pub usr_num: u64,
    /// How many lots wait for a buyer.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Count))]
    pub pool_num: u64,
    /// How many lots were ever delivered.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Count))]
    pub tx_num: u64,
    /// How many lots were sold.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Count))]
    pub finish_num: u64,
    /// How many lots were taken back.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Count))]
    pub revoke_num: u64,
    /// The ledger's newest sequence number.
    #[cfg_attr(feature = "schema", schema(value_type = schema::BlockHeight))]
    pub block_height: u64,
    /// Credits per kWh, a decimal number.
    #[cfg_attr(feature = "schema", schema(value_type = schema::PowerUnit))]
    pub power_unit: String,
    /// The credits of all accounts together.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Credits))]
    pub credits: u64,
}

impl From<&global_data::GlobalData> for GlobalData {
    fn from(data: &global_data::GlobalData) -> Self {
        Self {
            usr_num: data.accounts,
            pool_num: data.waiting,
            tx_num: data.lots,
            finish_num: data.sold,
            revoke_num: data.revoked,
            block_height: data.block_height,
            power_unit: data.power_unit.to_string(),
            credits: data.credits.0,
        }
    }
}

impl TryFrom<GlobalData> for global_data::GlobalData {
    type Error = OffTheWire;

    fn try_from(data: GlobalData) -> Result<Self, OffTheWire> {
        Ok(Self {
            accounts: data.usr_num,
            waiting: data.pool_num,
            lots: data.tx_num,
            sold: data.finish_num,
            revoked: data.revoke_num,
            block_height: data.block_height,
            power_unit: data.power_unit.parse().map_err(|_| OffTheWire("powerUnit"))?,
            credits: Credits(data.credits),
        })
    }
}

/// The global data is being written into a file (611, or any other code 6xx).
///
/// That it goes on is said by the code; what is missing or of another type in here cannot keep it from
/// being followed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Persisting {
    /// What to ask by.
    #[serde(default, deserialize_with = "rows::or_default")]
    #[cfg_attr(feature = "schema", schema(value_type = schema::HandshakeId, required = true))]
    pub handshake_id: String,
    /// How much is done: 0 to 1, with at most three decimals.
    #[serde(default, deserialize_with = "rows::or_default", skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<schema::Progress>, nullable = false))]
    pub progress: Option<f64>,
}

impl Persisting {
    /// That one is so far.
    #[must_use]
    pub fn new(handshake: &Handshake, progress: Progress) -> Self {
        let progress = f64::from(progress.per_mille()) / 1000.0;
        Self { handshake_id: handshake.to_string(), progress: Some(progress) }
    }

    /// What to ask by.
    ///
    /// # Errors
    /// [`OffTheWire`] where nothing can be asked by it.
    pub fn handshake(&self) -> Result<Handshake, OffTheWire> {
        self.handshake_id.parse().map_err(|_| OffTheWire("handshakeId"))
    }

    /// How much is done, where that is said.
    #[must_use]
    pub fn progress(&self) -> Option<Progress> {
        self.progress.and_then(progress)
    }
}

/// The file that the global data was written into (714).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Persisted {
    /// Its name, without the folder.
    pub file: String,
    /// Its length.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Count))]
    pub bytes: u64,
    /// 64 hexadecimal digits.
    #[cfg_attr(feature = "schema", schema(value_type = schema::Sha256))]
    pub sha256: String,
}

impl From<&global_data::Persisted> for Persisted {
    fn from(persisted: &global_data::Persisted) -> Self {
        Self { file: persisted.file.clone(), bytes: persisted.bytes, sha256: persisted.sha256.to_string() }
    }
}

impl TryFrom<Persisted> for global_data::Persisted {
    type Error = OffTheWire;

    fn try_from(persisted: Persisted) -> Result<Self, OffTheWire> {
        if persisted.file.is_empty() || form::has_unprintable(&persisted.file) {
            return Err(OffTheWire("file"));
        }
        let sha256 = persisted.sha256.parse().map_err(|_| OffTheWire("sha256"))?;
        Ok(Self { file: persisted.file, bytes: persisted.bytes, sha256 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_go_into_the_domain_and_back_unchanged() {
        let body = r#"{"usrNum":3,"poolNum":4,"txNum":9,"finishNum":2,"revokeNum":1,"blockHeight":14,
            "powerUnit":"0.5","credits":3000}"#;
        let on_the_wire: GlobalData = serde_json::from_str(body).unwrap();
        let data = global_data::GlobalData::try_from(on_the_wire.clone()).unwrap();
        assert_eq!((data.accounts, data.waiting, data.sold, data.credits), (3, 4, 2, Credits(3000)));
        assert_eq!(GlobalData::from(&data), on_the_wire);
        assert_eq!(
            serde_json::to_value(&on_the_wire).unwrap(),
            serde_json::from_str::<serde_json::Value>(body).unwrap()
        );
        let broken = GlobalData { power_unit: "half".to_owned(), ..on_the_wire };
        assert_eq!(global_data::GlobalData::try_from(broken), Err(OffTheWire("powerUnit")));
    }

    #[test]
    fn progress_is_a_number_of_at_most_three_decimals_that_reads_back() {
        let handshake = Handshake([7; 16]);
        for per_mille in 0..=1000 {
            let progress = Progress::from_per_mille(per_mille);
            let text = serde_json::to_string(&Persisting::new(&handshake, progress)).unwrap();
            let digits = text.rsplit(':').next().unwrap().trim_end_matches('}');
            assert!(digits.len() <= "0.000".len(), "{text}");
            let read: Persisting = serde_json::from_str(&text).unwrap();
            assert_eq!((read.handshake(), read.progress()), (Ok(handshake), Some(progress)));
        }
    }

    #[test]
    fn progress_that_is_no_progress_is_none_and_keeps_nothing_from_being_followed() {
        for (progress, expected) in [
            ("1", Some(1000)),
            ("0", Some(0)),
            ("0.33333", Some(333)),
            ("1.5", None),
            ("-1", None),
            ("1e300", None),
            ("\"0.5\"", None),
            ("null", None),
            ("{}", None),
        ] {
            let body = format!(r#"{{"status":611,"handshakeId":[7],"progress":{progress}}}"#);
            let read: Persisting = serde_json::from_str(&body).unwrap();
            assert_eq!(read.progress().map(Progress::per_mille), expected, "{body}");
            assert_eq!(read.handshake(), Err(OffTheWire("handshakeId")));
        }
    }

    #[test]
    fn a_file_that_cannot_be_named_or_checked_is_off_the_wire() {
        let good = Persisted { file: "data.jsonl".into(), bytes: 7, sha256: "0f".repeat(32) };
        let persisted = global_data::Persisted::try_from(good.clone()).unwrap();
        assert_eq!(Persisted::from(&persisted), good);
        for (file, sha256, member) in
            [("", "0f", "file"), ("a\u{202e}b", "0f", "file"), ("data.jsonl", "0f0", "sha256")]
        {
            let broken = Persisted { file: file.into(), bytes: 7, sha256: sha256.repeat(32) };
            assert_eq!(global_data::Persisted::try_from(broken), Err(OffTheWire(member)));
        }
    }
}

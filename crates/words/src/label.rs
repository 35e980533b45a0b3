//! Every label, question, hint and sentence of the interface that does not belong to one code alone, with
//! its English wording. The other languages are in `languages/`.
//!
//! `{name}` stands for a value. Two wordings with `|` between them are the singular and the plural that
//! `{count}` decides between.

/// An English wording, as it stands here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum English {
    /// One wording for any number.
    Text(&'static str),
    /// One wording for one thing, another for any other number of them.
    Counted {
        /// For one.
        one: &'static str,
        /// For any other number.
        other: &'static str,
    },
}

macro_rules! labels {
    ($($(#[$_:meta])* $name:ident = $text:literal $(| $other:literal)?;)+) => {
        /// Something that the interface says. The English wording is its documentation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Label {
            $(#[doc = concat!("“", $text, "”")] $name,)+
        }

        impl Label {
            /// Every label, in the order of the dictionaries.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The keys of the labels, in the same order.
            pub(crate) const KEYS: &[&str] = &[$(stringify!($name)),+];

            /// What it says in English.
            #[must_use]
            pub const fn english(self) -> English {
                match self {
                    $(Self::$name => wording!($text $(, $other)?),)+
                }
            }
        }
    };
}

macro_rules! wording {
    ($text:literal) => {
        English::Text($text)
    };
    ($one:literal, $other:literal) => {
        English::Counted { one: $one, other: $other }
    };
}

labels! {
    // What frames every page.
    SkipToContent = "Skip to the content";
    Pages = "Pages";
    LogIn = "Log in";
    SignUp = "Sign up";
    LogOut = "Log out";
    ErrorTitle = "Error: {page}";
    Loading = "Loading";
    Notices = "Notices";
    Dismiss = "Dismiss";
    Cancel = "Cancel";
    Close = "Close";
    Language = "Language";
    LanguageNotLoaded = "The words of that language could not be loaded; the page keeps the one it has.";
    Colours = "Colours";
    ColoursSystem = "As the system";
    ColoursLight = "Light";
    ColoursDark = "Dark";

    // While the app is on its way, or where it cannot come.
    BootLoading = "Filling the pool…";
    BootSlow = "This takes longer than usual. Check your network; it is still being tried.";
    BootFailed = "Wattpool could not be loaded. Check your network, then try again.";
    BootNoScript = "Wattpool is an app that runs in your browser and needs JavaScript and WebAssembly. Allow them for this page, then reload it.";
    BootTooOld = "This browser is too old for Wattpool: it cannot run its WebAssembly. A newer one will do.";
    BootLate = "Wattpool has not started. Reload the page; if that does not help, check your network or take a newer browser.";
    BootStopped = "Wattpool has stopped";
    BootStoppedText = "An error of ours has stopped this page. Reload it to go on. Whatever was confirmed to you is done.";
    BootErrorId = "Error id:";

    // Energy, power, credits and time.
    Solar = "Solar";
    Water = "Water";
    Wind = "Wind";
    Credits = "{count} credit" | "{count} credits";
    KilowattHours = "{number} kWh";
    Kilowatts = "{number} kW";
    PerKilowattHour = "{number} per kWh";
    TwoSentences = "{first} {second}";

    // Whether the session lives: the word beside the dot, and what it means.
    PulseOff = "Not signed in";
    PulseChecking = "Connecting";
    PulseAlive = "Connected";
    PulseUnreachable = "Reconnecting";
    PulseOffMeans = "Nobody is signed in.";
    PulseCheckingMeans = "Asking the exchange whether your session is alive.";
    PulseAliveMeans = "The exchange answers and your session is alive.";
    PulseUnreachableMeans = "The exchange does not answer. You stay signed in; it is tried again by itself.";
    OtherAccount = "{account} logged in in this browser; this page follows.";

    // The small print of a message, and the one button under it.
    CodeNumber = "Code {number}";
    HttpNumber = "HTTP {number}";
    NoAnswer = "No answer";
    Reference = "{cause} · ref {request}";
    TryAgain = "Try again";
    TryNow = "Try now";
    ShowNewest = "Show the newest state";
    CheckAgain = "Check again";
    CheckNow = "Check now";
    ReloadPage = "Reload the page";
    CopyReference = "Copy the reference";
    LogInAgain = "Log in again";
    AskProgress = "Ask how far it is";
    TryingNow = "Trying again now.";
    TryingIn = "Trying again by itself in {count} second." | "Trying again by itself in {count} seconds.";
    CheckingNow = "Checking now.";
    CheckingIn = "Checking again by itself in {count} second." | "Checking again by itself in {count} seconds.";
    MayTryNow = "You can try again now.";
    MayTryIn = "You can try again in {count} second." | "You can try again in {count} seconds.";

    // What a failure means for the person.
    NoAccount = "No account was opened.";
    AccountUnknown = "We do not know yet whether the account was opened.";
    NotLoggedIn = "You are not logged in.";
    LogInUnknown = "We do not know yet whether you are logged in.";
    MaybeLoggedIn = "You may still be logged in.";
    OutOfDate = "What you see may be out of date.";
    NotDelivered = "Nothing was put into the pool.";
    DeliveryUnknown = "We do not know yet whether the lot reached the pool.";
    ParcelNotDelivered = "The lots that were just sent are not in the pool; the others stay as they are.";
    ParcelUnknown = "We do not know yet whether the lots that were just sent reached the pool.";
    NotCharged = "You were not charged.";
    PurchaseUnknown = "We do not know yet whether the purchase went through.";
    NotRevoked = "The lot was not taken back.";
    RevokeUnknown = "We do not know yet whether the lot was taken back.";
    MaybeRevoked = "You may have taken it back already.";
    SessionNotEnded = "That session was not ended.";
    SessionEndUnknown = "We do not know yet whether that session has ended.";
    SignedOut = "You are signed out; nothing you typed is lost.";

    // What to do next, where that does not follow from the code alone.
    CheckOutcome = "Check the outcome; asking again is safe and never counts twice.";
    SignUpAgain = "Try again; if the name is taken then, log in with it.";
    LogInTwice = "Try again; logging in twice does no harm.";
    EndSessionTwice = "Try again; ending it twice does no harm.";

    // What is wrong with a form, beside its fields.
    ThereIsAProblem = "There is a problem";
    EnterAccount = "Enter an account name.";
    AccountTooLong = "Use at most {count} character for the account name." | "Use at most {count} characters for the account name.";
    AccountUnprintable = "The account name holds a character that nobody can see; type it anew.";
    AccountTaken = "This account name is taken; choose another.";
    AccountNotKnown = "There is no account of this name; check the spelling.";
    EnterPassword = "Enter a password.";
    PasswordTooShort = "Use at least {count} character for the password." | "Use at least {count} characters for the password.";
    PasswordTooLong = "Use at most {count} character for the password." | "Use at most {count} characters for the password.";
    PasswordGuessable = "This password is too easy to guess; several unrelated words work well.";
    PasswordNoLetter = "This exchange wants at least one letter from A to Z in the password.";
    PasswordNotRight = "The password is not right; type it again.";
    ChooseType = "Choose solar, water or wind.";
    EnterPower = "Enter the power in kW.";
    PowerNotWhole = "Use at most three decimals for the power in kW.";
    PowerAmbiguous = "Write the power without a thousands separator: 1500 or 1.5, not 1,500.";
    PowerTooSmall = "Enter the power as more than 0 kW.";
    PowerTooLarge = "Enter the power as at most {limit}.";
    PowerNotANumber = "Enter the power as a number, such as 12 or 4.5.";
    EnterAmount = "Enter the energy in kWh.";
    AmountNotWhole = "Use at most three decimals for the energy in kWh.";
    AmountAmbiguous = "Write the energy without a thousands separator: 1500 or 1.5, not 1,500.";
    AmountTooSmall = "Enter the energy as more than 0 kWh.";
    AmountTooLarge = "Enter the energy as at most {limit}.";
    AmountNotANumber = "Enter the energy as a number, such as 12 or 4.5.";
    PriceNotWhole = "Credits are whole: enter 3, not 2.5.";
    PriceAmbiguous = "Write the price without a thousands separator: 1500, not 1,500.";
    PriceTooSmall = "Enter the price as at least 1 credit.";
    PriceTooLarge = "Enter the price as at most {limit}.";
    PriceNotANumber = "Enter the price in whole credits, such as 12.";
    EndTooFar = "A lot can wait at most 90 days; choose an earlier end.";
    EndTooNear = "Choose an end that is at least a minute ahead.";
    NoteTooLong = "Use at most {count} character for the note." | "Use at most {count} characters for the note.";
    NoteUnprintable = "The note holds a character that nobody can see; type it anew.";
    TooManyLots = "Buy at most {count} lot at once." | "Buy at most {count} lots at once.";
    NoLots = "Choose at least one lot, and each only once.";
    NotUsable = "The exchange cannot use this as it is.";

    // The first page.
    WelcomeTitle = "Sell the sunshine off your roof";
    WelcomeHeading = "Sell the sunshine off your roof.";
    WelcomeLead = "Wattpool is one pool of energy. Put in what you make, in lots of any size; take out what you need, whole lots at a price you see beforehand.";
    OpenAccount = "Open an account";
    HaveAccount = "I have one";
    WatchPool = "Watch the pool";
    DeliverLot = "Deliver a lot";
    HowItWorks = "How it works";
    StepDeliver = "Say how much energy you have and until when. Name a price, or let the exchange set it.";
    StepPool = "Every lot waits in the pool, newest state on your screen. Filter, sort, pick several.";
    Settle = "Settle";
    StepSettle = "A lot is sold once, paid at once, in whole credits. What is done is done for good.";
    PlainWords = "Every outcome in plain words";
    PlainWordsText = "Whatever happens has a number and a sentence: what it means for you, and what to do next.";

    // Signing up and logging in.
    SignUpLead = "One name, one password. Your account opens with credits to trade.";
    HaveAccountQuestion = "You have an account?";
    NewHereQuestion = "You are new here?";
    AccountName = "Account name";
    Password = "Password";
    PasswordHint = "At least {count} character. Several unrelated words make a strong one." | "At least {count} characters. Several unrelated words make a strong one.";
    ShowPassword = "Show password";
    HidePassword = "Hide password";
    Show = "Show";
    Hide = "Hide";
    CapsLock = "Caps Lock is on.";
    HasLeft = "You are logged out. Nothing of yours stays in this browser.";
    HasLeftPending = "You are logged out. It is not known yet what became of something that you sent: log in again in this tab, and you are told.";
    LoggedInAs = "You are logged in as {account}. To log in as somebody else, do it here.";
    GoToPool = "Go to the pool";
    SessionOver = "Your session is over";
    SessionOverText = "Log in to go on; the page stays as it is.";
    LeavePage = "Leave the page";

    // The tour for somebody who just opened an account.
    TourStep = "Step {step} of {all}";
    TourPool = "Pick what you need";
    TourPoolText = "Every row of the pool is a lot. Tick those that you want; the bar at the foot adds them up. Nothing is bought before you have reviewed it.";
    TourDeliver = "Put in what you make";
    TourDeliverText = "Under Deliver you say how much energy you have, how fast it flows and until when. You can take a lot back until somebody buys it.";
    TourPulse = "The dot keeps watch";
    TourPulseText = "The dot at the top is filled while the exchange answers and you are logged in. Where it cannot be reached, the dot says so and tries again by itself.";
    TourSkip = "Skip the tour";
    TourBack = "Back";
    TourNext = "Next";
    TourEnd = "End the tour";
    TourAgain = "Show the tour again";

    // While nobody answers.
    ConnectionPart = "Connection";
    OfflineBanner = "You are offline. What you see may be old; nothing can be bought or delivered until you are back.";
    SilentBanner = "The exchange does not answer. What you see may be old; it is asked again by itself.";
    NotWhileCutOff = "Not possible while the exchange cannot be reached.";
    KeptLots = "Lots from your last visit, as they were then. Some may be sold by now.";

    // A new version of the app.
    NewVersion = "New version";
    NewVersionText = "A new version of Wattpool is ready. The page is loaded anew for it; what was typed and not sent goes.";
    UseNewVersion = "Use the new version";

    // A session that ends soon.
    StayHeading = "Are you still there?";
    StayText = "Nothing was done for a while, so your session is about to end. What you typed and picked stays.";
    EndsIn = "It ends in {count} second." | "It ends in {count} seconds.";
    EndsNow = "It may have ended; the exchange is being asked.";
    StaySignedIn = "Stay signed in";
    EndsInMinutes = "Your session ends in {span}.";
    EndsForGoodHeading = "Your session is about to end";
    EndsForGoodText = "This exchange ends every session {span} after the log-in. Log in again to go on; what you typed and picked stays.";
    Later = "Later";

    // The pool.
    Pool = "Pool";
    AsOf = "As of {time}";
    StaleAsOf = "May be old: as of {time}";
    NoLotPasses = "No lot passes your filters.";
    LotsHidden = "{count} lot waits in the pool, and the filters hide it." | "{count} lots wait in the pool, and the filters hide all of them.";
    ShowAllLots = "Show all lots";
    PoolEmpty = "The pool is empty.";
    PoolEmptyText = "Lots appear here as soon as somebody delivers one.";
    DeliverFirst = "Deliver the first lot";
    FilterPool = "Filter the pool";
    EnergyTypes = "Types of energy";
    SellersAddress = "Seller's address";
    LotCount = "lot" | "lots";
    LotsOf = "of {count} lot" | "of {count} lots";
    Mix = "In the pool now: solar {solar}, water {water}, wind {wind}.";
    LotsInPool = "Lots in the pool";
    LotsWaiting = "Lots that wait for a buyer";
    Select = "Select";
    Type = "Type";
    Energy = "Energy";
    Power = "Power";
    Price = "Price";
    PerKwh = "Per kWh";
    Expires = "Expires";
    SellerAndNote = "Seller and note";
    CreditUnit = "credit" | "credits";
    SlashKwh = "/kWh";
    Yours = "Yours";
    Selection = "Your selection";
    YouHave = "you have {credits}";
    PurchaseUnsettled = "Your last purchase is not settled yet.";
    SettleIt = "Settle it";
    LotsGone = "One lot that you picked was just sold or taken back." | "{count} lots that you picked were just sold or taken back.";
    LotsExpired = "The time of one lot that you picked was over." | "The time of {count} lots that you picked was over.";
    LotsRepriced = "One lot that you picked has another price now; the total follows it." | "{count} lots that you picked have other prices now; the total follows them.";
    MeanPrice = "{number} per kWh on average";
    LotsRead = "{read} of {count} lot is here; the rest is on its way." | "{read} of {count} lots are here; the rest is on its way.";
    MarkNew = "New";
    MarkChanged = "Changed";
    AllRight = "All right";
    Clear = "Clear";
    ReviewPurchase = "Review purchase";

    // Finding lots in the pool.
    Filters = "Filters";
    FiltersApplied = "{count} filter applied" | "{count} filters applied";
    AppliedFilters = "Applied filters";
    RemoveFilter = "Remove filter: {filter}";
    ClearFilters = "Clear all";
    ShowLots = "Show lots";
    PerKwhInCredits = "Price per kWh in credits";
    RangeFrom = "From";
    RangeTo = "To";
    PerKwhNotWhole = "Use at most three decimals for the price per kWh.";
    PerKwhAmbiguous = "Write the price per kWh without a thousands separator: 1500 or 1.5, not 1,500.";
    PerKwhNotANumber = "Enter the price per kWh as a number, such as 0.25 or 3.";
    PerKwhBetween = "{from}–{to} per kWh";
    PerKwhFrom = "from {from} per kWh";
    PerKwhUpTo = "up to {to} per kWh";
    EnergyBetween = "{from} to {to}";
    EnergyFrom = "from {from}";
    EnergyUpTo = "up to {to}";
    AnyTime = "Any time";
    ExpiresWithinDay = "Expires within 24 hours";
    ExpiresWithinWeek = "Expires within 7 days";
    ExpiresWithinMonth = "Expires within 30 days";
    ExpiresAfterDay = "At least a day left";
    SellerHas = "Seller: {text}";
    NoteHas = "Note: {text}";
    Seller = "Seller";
    DeliveredColumn = "Delivered";
    Order = "Order";
    NewestFirst = "Newest first";
    OrderDirection = "Direction";
    Ascending = "Ascending";
    Descending = "Descending";

    // Pictures of the pool, and what all pictures have.
    PricesAndSupply = "Prices and supply";
    AllLotsDrawn = "Every lot in the pool counts here, whatever you filter.";
    HourlyPrices = "Price by hour of delivery";
    HourlyPricesMean = "Averages weighted by energy, by the hour in which lots were put in. Lots that have left the pool since then are not in them.";
    HourlyPricesSummary = "Cheapest on average over 24 hours: {cheapest} at {low} credits per kWh; dearest: {dearest} at {high}.";
    HourlyPricesOne = "Put in over 24 hours: {type} only, at {price} credits per kWh on average.";
    HourlyPricesNone = "No lot that is in the pool was put in during the last 24 hours.";
    HourlyPricesBeyond = "Averages above {price} stand at the upper edge.";
    SupplyByPrice = "Energy up to a price";
    SupplyMeans = "How much energy costs no more than a price, one type on top of the other.";
    SupplySummary = "Of {all} in the pool, {some} cost {price} credits per kWh or less; the lowest price is {low}.";
    SupplyBeyond = "Another {energy} cost more than is drawn.";
    CreditsPerKwh = "Credits per kWh";
    HourOfDelivery = "Hour of delivery";
    UpToCreditsPerKwh = "Up to this many credits per kWh";
    NothingPutIn = "nothing put in";
    ReadOff = "Read off: {chart}";
    ShowAsTable = "Show as table";

    // Reviewing and buying.
    ReviewHeading = "Review your purchase";
    Total = "Total";
    BalanceAfter = "Your balance afterwards: {credits}.";
    BalanceShort = "You have {credits}. Lots that your balance does not cover are not bought and not charged.";
    Buying = "Buying";
    BuyNow = "Buy now";
    SellerShort = "seller";
    EnergyFor = "{energy} for {credits}";
    BalanceNow = "Your balance is now";
    Done = "Done";
    NothingBought = "Nothing was bought";
    Bought = "Bought";
    BoughtOf = "{bought} of {all} lots bought";
    ToldNothingBought = "Nothing was bought.";
    ToldBought = "Bought; the lots are in your account.";
    ToldBoughtOf = "{bought} of {all} lots were bought; they are in your account.";

    // A receipt, on the screen and on paper.
    Receipt = "Receipt";
    PrintReceipt = "Print receipt";
    ReceiptTime = "Date and time";
    BoughtBy = "Bought by";
    ReceiptReference = "Reference";
    BalanceAfterwards = "Balance afterwards";
    ReceiptPaid = "Paid in full, in whole credits. These lots stay in the history of the account that bought them.";

    // What is not settled yet, over any page.
    UnderWay = "Not settled yet";
    CheckingPurchase = "Checking what became of your purchase…";
    CheckingDelivery = "Checking what became of your delivery…";
    CheckingRevoke = "Checking whether your lot was taken back…";
    DeliveryMissing = "Your delivery did not reach the pool; deliver it again if you still want to.";
    LookAtIt = "Look at it";

    // Delivering.
    Deliver = "Deliver";
    DeliverLead = "Put a lot into the pool. You are paid when somebody buys it whole.";
    EnergyType = "Type of energy";
    EnergyInKwh = "Energy in kWh";
    EnergyHint = "How much you hand over.";
    PowerInKw = "Power in kW";
    PowerHint = "How fast at most.";
    PriceInCredits = "Price in credits";
    PriceHint = "For the whole lot. Leave it empty and the exchange sets it by the energy.";
    PriceNeededHint = "For the whole lot, in whole credits.";
    UnitCredits = "credits";
    UnitKilowattHours = "kWh";
    UnitKilowatts = "kW";
    DerivedPrice = "That is {price} credits per kWh.";
    ExchangeSetsPrice = "The exchange sets the price: energy times its rate, rounded up to whole credits.";
    EnterToSeePrice = "Enter energy and price to see the price per kWh.";
    OfferedFor = "Offered for";
    Note = "Note";
    NoteHint = "Buyers read it beside the lot.";
    CharactersUsed = "{used} of {limit}";
    CheckLastDelivery = "Check the last delivery first; then this one can go out.";
    DeliveredFacts = "{energy} for {credits}, that is {price} per kWh, until {date}.";
    PaidWhenBought = "You are paid as soon as somebody buys it.";
    SeeInAccount = "See it in your account";

    // Delivering many lots from a file.
    ManyLots = "Many lots from a file";
    ManyLotsLead = "Choose a CSV file with a row for each lot, or paste its rows. You see what was read before anything is sent.";
    ManyLotsLimit = "At most {lots} lots and {megabytes} MB a file.";
    ManyLotsForm = "What stands in the file";
    ManyLotsColumns = "The first row names the columns: {columns}. They may stand in any order, parted by commas, semicolons or tabs.";
    ManyLotsNumbers = "Numbers are whole: amount in watt-hours, power in watts, value in credits for the whole lot. A value may be left out where the exchange sets it, a note too.";
    ManyLotsEnds = "An end is a number of hours from now, such as 24, or a time such as 2026-12-01T18:00. Without a zone such as Z or +01:00 it is the time on this device.";
    OneLotAtATime = "This exchange takes one lot at a time, so files of lots are not delivered here.";
    DownloadTemplate = "Download a template";
    CsvFile = "CSV file";
    PasteRows = "Paste rows instead";
    PastedRows = "Rows, the first with the names";
    ReadRows = "Read the rows";
    FileTooLarge = "This file is too large; choose one of at most {megabytes} MB.";
    FileTooLong = "This file holds more than {lots} lots; deliver them in several files.";
    FileNotText = "This file is no text in UTF-8; save the table as CSV in UTF-8, then choose it again.";
    FileEmpty = "No lot was found; write a row with the names and below it a row for each lot.";
    FileNoColumns = "The first row does not name {columns}; write the names as the template does.";
    FileUnclosedQuote = "A quotation mark in row {row} is not closed; close it, then read the file again.";
    FileUnread = "The browser could not read this file; choose it again.";
    RowAmountNotWhole = "Write the energy in whole watt-hours, such as 12500.";
    RowPowerNotWhole = "Write the power in whole watts, such as 4200.";
    RowEndUnread = "Write the end in hours from now, such as 24, or as 2026-12-01T18:00.";
    RowTooLong = "This row has more cells than the first one; put quotation marks around a text with separators in it.";
    RowsRead = "What was read";
    RowsGood = "Ready to be delivered";
    RowsBad = "To be mended, not sent";
    PriceOpen = "and {number} at the price of the exchange";
    DownloadRowsToMend = "Download the rows to mend";
    NothingToDeliver = "No row can be delivered yet; mend the file, then choose it again.";
    RowsChanged = "Time has passed, and other rows than before can be delivered. Look at them again.";
    DeliverRows = "Deliver {count} lot" | "Deliver {count} lots";
    AnotherFile = "Another file";
    OnlyRowsToMend = "Only rows to mend";
    Row = "Row";
    Outcome = "Outcome";
    RowReady = "Ready";
    RowsInSight = "Rows {from} to {to} of {all}";
    RowsBefore = "Previous rows";
    RowsAfter = "Next rows";
    Shipping = "Delivering your lots";
    ShippingProgress = "Lots done: {done} of {all}.";
    ShippingUnderWay = "The lots of your file are on their way to the pool.";
    ShippingHalts = "The lots of your file wait; not all of them were sent.";
    ShippingOver = "What became of your lots";
    ToldShipped = "From your file, lots in the pool: {done} of {all}.";
    StopShipping = "Stop after the current part";
    ShippingStops = "It stops as soon as it is known what became of the lots that were just sent.";
    ShippingInterrupted = "The page was loaded anew meanwhile. Nothing more is sent before you say so.";
    SendRest = "Send the rest";
    LeaveRest = "Leave the rest";
    RowsRefused = "Refused";
    RowsNotSent = "Not sent";
    RowsUnknown = "Not known";
    LookBeforeAgain = "Of some lots nobody knows any more whether they reached the pool. Look at your account before you deliver them again.";
    OnItsWay = "On its way";
    DownloadUnshipped = "Download what is not in the pool";

    // The account.
    Account = "Account";
    Balance = "Balance";
    Address = "Address";
    CopyAddress = "Copy the address";
    AddressHint = "It names you to buyers and sellers without your account name.";
    Deliveries = "Deliveries";
    Purchases = "Purchases";
    TakenBack = "Taken back";
    ShowOlder = "Show older";
    NoDeliveries = "You have not delivered anything yet.";
    NoDeliveriesText = "What you put into the pool stands here: whether it waits, was sold or ran out of time.";
    NoPurchases = "You have not bought anything yet.";
    NoPurchasesText = "What you buy stands here, with a receipt for each purchase.";
    LookAtPool = "Look at the pool";
    NoneTakenBack = "Nothing was taken back.";
    NoneTakenBackText = "A lot can be taken back while nobody has bought it; then it stands here.";
    InPool = "In the pool";
    Sold = "Sold";
    ExpiredUnsold = "Expired unsold";
    EnergyAt = "{energy} at {power}";
    LeavesPool = "leaves the pool {moment}";
    LeftPool = "left the pool {moment}";
    DeliveredAt = "delivered {moment}";
    FromSeller = "from";
    ToBuyer = "to";
    TakeBack = "Take back";
    TakeBackQuestion = "Take this lot back?";
    TakeBackText = "It leaves the pool at once and nobody can buy it any more.";
    KeepIt = "Keep it";

    // The balance over time.
    BalanceOverTime = "Balance over time";
    BalanceMeans = "Counted back from your balance now by what you sold and bought.";
    BalanceSummary = "Since {date} your balance went from {first} to {last}; the lowest was {low}, the highest {high}.";
    BalanceUnchanged = "You have not sold or bought anything yet, so your balance has not changed.";
    BalanceNotFollowed = "Your purchases and sales do not add up to your balance, so it is not drawn.";
    BalanceBefore = "Before";
    Moment = "Moment";
    Lowest = "Lowest";
    Highest = "Highest";

    // All lots of the account as a file.
    TakeAlong = "Take your history along";
    TakeAlongText = "Every lot that you delivered, bought or took back, as a CSV file. With dates, only what happened on these days.";
    FromDay = "From this day";
    UntilDay = "To this day";
    FetchHistory = "Prepare the file";
    FetchingHistory = "Lots fetched: {done} of {all}.";
    HistoryLots = "Lots in the file";
    HistorySold = "Sold";
    HistoryBought = "Bought";
    SaveFile = "Save {file}";

    // Where the account is logged in.
    OpenSessions = "Where you are logged in";
    OpenSessionsHint = "End a session that you do not know or no longer use; that browser then has to log in again.";
    BrowserOnSystem = "{browser} on {system}";
    BrowserOnly = "{browser} on an unknown system";
    SystemOnly = "Unknown browser on {system}";
    UnknownDevice = "Unknown browser";
    LoggedInAt = "logged in {moment}";
    LastUsedAt = "last used {moment}";
    EndSession = "End";
    SessionEnded = "Session ended: {device}.";
    OnlySession = "You are logged in nowhere else.";

    // The service.
    Service = "Service";
    ServiceLead = "Whether the exchange runs, looked at every ten seconds.";
    Exchange = "Exchange";
    Running = "Running";
    InTrouble = "In trouble";
    Database = "Database";
    Connected = "Connected";
    NotConnected = "Not connected";
    RunningFor = "Running for";
    Version = "Version";
    NotTold = "Not told";
    TimeNotTold = "Time not told";
    ThisBrowser = "This browser";
    YourSession = "Your session";
    LastHeartbeat = "Last heartbeat answered";
    NoneYet = "None yet";
    PastNotices = "Past notices";
    NoNotices = "None since the app was opened.";
    WhatCodesMean = "What every status code means";

    // The catalogue of codes.
    StatusCodes = "Status codes";
    StatusCodesLead = "Every outcome has a number. This is what each of them means and what to do about it.";
    FindCode = "Find a code";
    NumberOrWord = "Number or word";
    Kind = "Kind";
    AllKinds = "All kinds";
    Entries = "entry" | "entries";
    NoEntry = "No entry fits.";
    NoEntryText = "Any number from 000 to 999 has an entry of its own, listed or not.";
    ShowAllEntries = "Show all entries";
    StatusCode = "Status code";
    NoSuchCode = "There is no such code.";
    NoSuchCodeText = "Codes are numbers from 000 to 999.";
    AllStatusCodes = "All status codes";
    WhatHappened = "What happened";
    WhatToDo = "Next step";
    WhatAppOffers = "What the app offers";
    Level = "Level";
    ChapterGoingOn = "6xx · Going on";
    ChapterDone = "7xx · Done";
    ChapterRefused = "8xx · Refused";
    ChapterFault = "9xx · Fault of the exchange";
    ChapterHttp = "HTTP · Somebody on the way";
    NoHttpStatus = "No HTTP status";
    LevelService = "Service";
    LevelUser = "Account";
    LevelTransaction = "Lots";
    LevelOther = "Other";
    RemedyNothing = "Nothing to do";
    RemedyFixInput = "Change what was entered";
    RemedySignInAgain = "Log in again";
    RemedyRefresh = "Load the newest state, then decide";
    RemedyTryAgain = "Try again";
    RemedyWait = "Wait, then try again";
    RemedyKeepGoing = "Follow it until it ends";
    RemedyCheckOutcome = "Check the outcome";
    RemedyReload = "Reload the page";
    RemedyAskOperator = "Ask whoever runs the exchange";

    // A path that is none of ours.
    PageNotFound = "Page not found";
    NothingHere = "There is nothing at this address.";
    NothingHereText = "The link may be mistyped, or the page has moved.";

    // A purchase that the exchange holds until it is confirmed.
    HeldHeading = "Confirm your purchase";
    HeldText = "The exchange holds these lots for you. Nothing is charged before you confirm.";
    HeldFor = "Held for {count} more second." | "Held for {count} more seconds.";
    HeldOver = "The time is over; the lots are back in the pool.";
    ConfirmPurchase = "Confirm and pay {credits}";
    Confirming = "Confirming";
    ReleaseLots = "Give the lots back";
    Releasing = "Giving back";
    LotHeld = "Held for you.";
    ToldHeld = "Your lots are held; confirm the purchase before the time runs out.";

    // The exchange as a whole, for its operators.
    OperatorHeading = "For operators";
    OperatorsOnly = "These figures are for operators of the exchange.";
    GlobalData = "The exchange in figures";
    AccountsTotal = "Accounts";
    LotsInPoolTotal = "Lots in the pool";
    LotsTotal = "Lots ever delivered";
    LotsSoldTotal = "Lots sold";
    LotsRevokedTotal = "Lots taken back";
    LedgerHeight = "Ledger entries";
    RatePerKwh = "Credits per kWh where no price is named";
    CreditsTotal = "Credits in circulation";
    PersistData = "Save the data to a file";
    Persisting = "Saving: {percent} % done";
    PersistedFile = "Saved as {file}, {size} bytes.";
    Checksum = "Checksum (SHA-256)";
    CopyChecksum = "Copy the checksum";
    PersistMissingFolder = "The folder for saved data does not exist.";
    PersistDiskFull = "The disk of the exchange is full.";
    PersistNotPermitted = "The exchange may not write into its folder for saved data.";
    PersistOther = "Its log says why.";
    GoingOnProgress = "The exchange is still working on it; the app asks again by itself.";
}

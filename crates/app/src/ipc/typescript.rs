//! The TypeScript twin of this module.

use std::fmt::Write as _;

use ts_rs::{Config, TS};

use super::commands::signatures;
use super::{
    About, AbsenceReason, AbsenceSpan, AccountChoice, AccountData, AccountKind, AccountRow,
    AccountState, Accounts, ActKind, ActRow, AddAccount, AddressCheck, AddressDraft,
    AddressFinding, AnewConfirmation, Announcement, AppState, AttentionPaid, BackupCheck,
    BackupPlan, BackupQuery, BackupRow, BackupSource, BackupTrouble, Backups, BeginAnew, Buyer,
    BuyerNote, BuyerQuery, BuyerSum, CancelPayment, CapturePayment, Catalogue, CataloguePrice,
    CatalogueProduct, CatalogueQuery, CatchUpFrom, CatchingUp, ChangeBackups, ChangePassphrase,
    ChangePreferences, CheckKey, CheckLink, Checkup, CheckupFinding, CheckupPart, CheckupVerdict,
    ChooseKeysPlace, ChooseTill, ChooseWay, ChosenPayments, ChosenPlace, ChosenSums, ClockFacts,
    ClockVerdict, CodeFormat, ColorAccount, Completeness, Confirmation, ConnectionPage,
    CopiesOfLedger, CreateLink, CurrencyDay, CurrencyRule, CurrencySum, CustomerFigures, DataPage,
    DeliveriesQuery, DeliveryPage, DeliveryRow, Diagnostics, DiagnosticsFile, DisputeCourse,
    DisputeFacts, DoorFigures, DoorLink, DraftChoice, EndedHow, EndpointStatus, EraseConfirmation,
    EraseCustomer, Erased, Erasure, ErasureFigures, ErasurePreview, Erasures, EventDetail,
    EventPage, EventQuery, EventRow, EventsQuery, ExportAll, Exported, ExportedFile, FeatureReport,
    Filling, FulfilPayment, FulfilPayments, GivePin, Health, HistoryGap, HistoryListName,
    HistoryListRow, HistoryListState, HistoryPage, HistoryStage, Home, HomeDispute, HomeLink,
    HomePayout, HomeQuery, HomeSuspicion, Incident, IncidentEvent, IncidentStage, IpcError,
    IpcErrorCode, KeepDraft, KeepNote, KeepPaymentColumns, KeyAccess, KeyFacts, KeyFeature,
    KeyPage, KeyPageQuery, KeyPermission, KeyPermissions, KeyReport, KeyScope, KeysPlace,
    KeysState, LanguageChoice, LateCause, LateDelivery, LedgerFacts, LedgerFigures, LedgerLink,
    Line, LinkCheck, LinkChoice, LinkChoices, LinkCounts, LinkDay, LinkDeed, LinkDetail, LinkDraft,
    LinkHappening, LinkItem, LinkMode, LinkOrigin, LinkPage, LinkPageQuery, LinkPlan,
    LinkPlanQuery, LinkProduct, LinkQuery, LinkRefused, LinkRevenue, LinkRow, LinkSort, LinkState,
    LinkTable, LinkTableChoice, LinkTableCounts, LinkTableProblem, LinkTableRow, LinkTableStanding,
    LinkTableState, LinkTemplate, LinkTemplates, LinkTerm, LinkTermsPage, LinkVariant,
    LinkVariants, LinkedPlace, LinkedScreen, LinksChanged, LinksRefreshed, MailDraft, MissingEvent,
    MissingWhy, MoveBackups, NextPayout, NoticeChoice, NoticesPage, Order, OrderAnswer, OrderItem,
    OrderPage, OrderRead, OrderRow, OrderState, OrdersQuery, OutageSpan, PaperKind, PaymentColumn,
    PaymentDetail, PaymentDifference, PaymentPage, PaymentQuery, PaymentRefused, PaymentRow,
    PaymentState, PaymentView, PaymentViewChoice, PaymentViews, PaymentsFulfilled, PaymentsQuery,
    PayoutContents, PayoutDetail, PayoutLine, PayoutPage, PayoutQuery, PayoutRow, PayoutSum,
    PayoutsQuery, PermissionReport, PermissionState, PersonQuery, Place, PlacePurpose, PlanLink,
    PlanSide, PlayStory, PosterLanguage, PosterPaper, Preferences, ProductChoice, ProductPicture,
    QrCode, QrQuery, QuietHours, ReadLinkTable, ReceiverState, RecordedFigures, RefundPayment,
    RefundWhy, RefusalCount, RefusalReason, Rehearsal, RemoveAccount, Removed, RenameAccount,
    ReplaceKey, ReplaceLink, Replaced, RestoreBackup, RestoreConfirmation, Restored, RowHeight,
    Said, SaveCode, SaveDiagnostics, SavePapers, SavePaymentView, SavePayments, SavePoster,
    SaveTemplate, SaveVariant, SavedCode, SavedFile, SavedPayments, SavedPoster, SetLinksActive,
    SetPin, ShareChoices, SharedLink, ShippingRate, ShippingRates, ShownColumn, ShownFolder,
    SortDirection, StartHistory, StatusCount, StoryEnding, StoryPhase, StoryRow, StoryRun,
    Suspicion, SuspicionKind, SymptomKind, TakenPlace, TakenTotal, TemplateChoice, TermsProblem,
    ThemeChoice, TillState, TimeSpan, TimelineEntry, TimelinePoint, TunnelState, UnlockKeys,
    UpdateLink, VariantChoice, VariantResults, VariantRevenue, Verdict, Volume, WayChoice, WayKind,
    WayOffer, WayProgram, WayProof, WayPurpose, Ways, WipeLedger, Wiped, WorkKind, WorkShown,
    WorkState, WriterFigures,
};
use countertop_terms::address::AddressParts;
use countertop_terms::sheet::DecimalSign;
use countertop_terms::{
    AdjustableQuantity, AfterCompletion, AllowedCountries, AutomaticTax, CardOptions,
    CardRestrictions, Collected, CompletedSessions, ConsentCollection, CustomField,
    CustomFieldLabel, CustomText, CustomUnitAmount, Dropdown, DropdownOption, Enabled,
    HostedConfirmation, InvoiceCreation, InvoiceData, InvoiceField, InvoiceSettings, Issuer,
    Lengths, LineItem, LinkTerms, Message, NameCollection, NewProduct, NewShippingRate,
    OptionalItem, PaymentIntentData, PaymentMethodOptions, PriceData, Recurring, Redirect,
    RenderingOptions, Restrictions, ReuseAgreement, ShippingOption, SubscriptionData, TaxDetails,
    TaxIdCollection, TrialEnd, TrialSettings,
};

macro_rules! declarations {
    ($config:expr; $($name:ident),+ $(,)?) => { [$(<$name as TS>::decl($config)),+] };
}

/// The text of `ui/src/lib/ipc/generated.ts`: every type, and the commands by name.
pub fn typescript() -> String {
    // Money stays within 2^53 − 1, so a JavaScript number holds every i64 here exactly.
    let config = Config::new().with_large_int("number");
    let declarations = declarations![&config; About, AbsenceReason, AbsenceSpan, AccountChoice, AccountData, AccountKind, AccountRow, AccountState, Accounts, ActKind, ActRow, AddAccount, AddressCheck, AddressDraft, AddressFinding, AddressParts, AdjustableQuantity, AfterCompletion, AllowedCountries, AnewConfirmation, Announcement, AppState, AttentionPaid, AutomaticTax, BackupCheck, BackupPlan, BackupQuery, BackupRow, BackupSource, BackupTrouble, Backups, BeginAnew, Buyer, BuyerNote, BuyerQuery, BuyerSum, CancelPayment, CapturePayment, CardOptions, CardRestrictions, Catalogue, CataloguePrice, CatalogueProduct, CatalogueQuery, CatchUpFrom, CatchingUp, ChangeBackups, ChangePassphrase, ChangePreferences, CheckKey, CheckLink, Checkup, CheckupFinding, CheckupPart, CheckupVerdict, ChooseKeysPlace, ChooseTill, ChooseWay, ChosenPayments, ChosenPlace, ChosenSums, ClockFacts, ClockVerdict, CodeFormat, Collected, ColorAccount, CompletedSessions, Completeness, Confirmation, ConnectionPage, ConsentCollection, CopiesOfLedger, CreateLink, CurrencyDay, CurrencyRule, CurrencySum, CustomField, CustomFieldLabel, CustomText, CustomUnitAmount, CustomerFigures, DataPage, DecimalSign, DeliveriesQuery, DeliveryPage, DeliveryRow, Diagnostics, DiagnosticsFile, DisputeCourse, DisputeFacts, DoorFigures, DoorLink, DraftChoice, Dropdown, DropdownOption, Enabled, EndedHow, EndpointStatus, EraseConfirmation, EraseCustomer, Erased, Erasure, ErasureFigures, ErasurePreview, Erasures, EventDetail, EventPage, EventQuery, EventRow, EventsQuery, ExportAll, Exported, ExportedFile, FeatureReport, Filling, FulfilPayment, FulfilPayments, GivePin, Health, HistoryGap, HistoryListName, HistoryListRow, HistoryListState, HistoryPage, HistoryStage, Home, HomeDispute, HomeLink, HomePayout, HomeQuery, HomeSuspicion, HostedConfirmation, Incident, IncidentEvent, IncidentStage, InvoiceCreation, InvoiceData, InvoiceField, InvoiceSettings, IpcError, IpcErrorCode, Issuer, KeepDraft, KeepNote, KeepPaymentColumns, KeyAccess, KeyFacts, KeyFeature, KeyPage, KeyPageQuery, KeyPermission, KeyPermissions, KeyReport, KeyScope, KeysPlace, KeysState, LanguageChoice, LateCause, LateDelivery, LedgerFacts, LedgerFigures, LedgerLink, Lengths, Line, LineItem, LinkCheck, LinkChoice, LinkChoices, LinkCounts, LinkDay, LinkDeed, LinkDetail, LinkDraft, LinkHappening, LinkItem, LinkMode, LinkOrigin, LinkPage, LinkPageQuery, LinkPlan, LinkPlanQuery, LinkProduct, LinkQuery, LinkRefused, LinkRevenue, LinkRow, LinkSort, LinkState, LinkTable, LinkTableChoice, LinkTableCounts, LinkTableProblem, LinkTableRow, LinkTableStanding, LinkTableState, LinkTemplate, LinkTemplates, LinkTerm, LinkTerms, LinkTermsPage, LinkVariant, LinkVariants, LinkedPlace, LinkedScreen, LinksChanged, LinksRefreshed, MailDraft, Message, MissingEvent, MissingWhy, MoveBackups, NameCollection, NewProduct, NewShippingRate, NextPayout, NoticeChoice, NoticesPage, OptionalItem, Order, OrderAnswer, OrderItem, OrderPage, OrderRead, OrderRow, OrderState, OrdersQuery, OutageSpan, PaperKind, PaymentColumn, PaymentDetail, PaymentDifference, PaymentIntentData, PaymentMethodOptions, PaymentPage, PaymentQuery, PaymentRefused, PaymentRow, PaymentState, PaymentView, PaymentViewChoice, PaymentViews, PaymentsFulfilled, PaymentsQuery, PayoutContents, PayoutDetail, PayoutLine, PayoutPage, PayoutQuery, PayoutRow, PayoutSum, PayoutsQuery, PermissionReport, PermissionState, PersonQuery, Place, PlacePurpose, PlanLink, PlanSide, PlayStory, PosterLanguage, PosterPaper, Preferences, PriceData, ProductChoice, ProductPicture, QrCode, QrQuery, QuietHours, ReadLinkTable, ReceiverState, RecordedFigures, Recurring, Redirect, RefundPayment, RefundWhy, RefusalCount, RefusalReason, Rehearsal, RemoveAccount, Removed, RenameAccount, RenderingOptions, ReplaceKey, ReplaceLink, Replaced, RestoreBackup, RestoreConfirmation, Restored, Restrictions, ReuseAgreement, RowHeight, Said, SaveCode, SaveDiagnostics, SavePapers, SavePaymentView, SavePayments, SavePoster, SaveTemplate, SaveVariant, SavedCode, SavedFile, SavedPayments, SavedPoster, SetLinksActive, SetPin, ShareChoices, SharedLink, ShippingOption, ShippingRate, ShippingRates, ShownColumn, ShownFolder, SortDirection, StartHistory, StatusCount, StoryEnding, StoryPhase, StoryRow, StoryRun, SubscriptionData, Suspicion, SuspicionKind, SymptomKind, TakenPlace, TakenTotal, TaxDetails, TaxIdCollection, TemplateChoice, TermsProblem, ThemeChoice, TillState, TimeSpan, TimelineEntry, TimelinePoint, TrialEnd, TrialSettings, TunnelState, UnlockKeys, UpdateLink, VariantChoice, VariantResults, VariantRevenue, Verdict, Volume, WayChoice, WayKind, WayOffer, WayProgram, WayProof, WayPurpose, Ways, WipeLedger, Wiped, WorkKind, WorkShown, WorkState, WriterFigures];
    let mut text =
        String::from("// Generated by `cargo xtask types` from crates/app. Do not edit.\n");
    for declaration in declarations {
        let _ = write!(text, "\nexport {declaration}\n");
    }
    text.push_str(
        "\n/** Every command: its arguments and its answer. */\nexport type Commands = {\n",
    );
    for (name, arguments, answer) in signatures() {
        let [arguments, answer] = [arguments, answer].map(|it| match it {
            "Nothing" => "null",
            named => named,
        });
        let _ = writeln!(
            text,
            "  {name}: {{ arguments: {arguments}; answer: {answer} }};"
        );
    }
    text.push_str("};\n");
    text
}

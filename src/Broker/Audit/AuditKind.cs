namespace ZioExchange.Broker.Audit;

/// <summary>What sort of event an entry records. Stored and exported by name: add freely, rename never.</summary>
public enum AuditKind
{
    /// <summary>One decision about one source, permitted or not, with the inputs to run it again.</summary>
    Decision,

    /// <summary>Data left the broker; the manifest says which rules released which element paths.</summary>
    Disclosure,

    /// <summary>A consent was asked, given, refused, withdrawn or reconfirmed; its proof of inclusion is the receipt.</summary>
    ConsentAct,

    /// <summary>An objection or a restriction was laid down or lifted.</summary>
    ObjectionAct,

    /// <summary>A party recorded or ended a fact that decisions rest on.</summary>
    FactChange,

    /// <summary>Someone signed in, or failed to.</summary>
    SignIn,

    /// <summary>A child's own data was shown to the family (inzage).</summary>
    Inspection,

    /// <summary>Someone looked at this log (NEN 7513: looking is an event too).</summary>
    LogLook,

    /// <summary>A part of the log left as a file.</summary>
    Export,

    /// <summary>A privacy officer recorded a finding, a sample or a sign-off.</summary>
    Review,

    ConfigurationChange,

    PolicyChange,

    /// <summary>An organisation, an endpoint, a professional or an agreement was added, changed or ended.</summary>
    DirectoryChange,

    /// <summary>A key was made, rotated or destroyed.</summary>
    KeyEvent,

    /// <summary>A child's keys were destroyed: its earlier entries can be proved, not read.</summary>
    Erasure,

    /// <summary>A message went to a partner or a family.</summary>
    Notification,
}

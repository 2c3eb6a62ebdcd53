using ZioExchange.Consent.Vocabulary;

namespace ZioExchange.Broker.Audit.Sealing;

/// <summary>Whom a key of the log belongs to. There is one key for each scope and log epoch (the calendar year of the entry, UTC).</summary>
/// <param name="Name">Child, Actor or Operations, as table log_keys has it.</param>
/// <param name="Reference">The child's reference or the actor's pseudonym; empty for operations.</param>
internal readonly record struct KeyScope(string Name, string Reference)
{
    public static KeyScope Operations { get; } = new("Operations", "");

    public static KeyScope Of(ChildReference child) => new("Child", child.Value);

    /// <summary>Whose key an entry is sealed under: the child's, or that of operations.</summary>
    public static KeyScope Of(AuditEntry entry) => entry.Child is { } child ? Of(child) : Operations;

    public static KeyScope Of(AuditActor actor) => OfActor(actor.Pseudonym);

    public static KeyScope OfActor(string pseudonym) => new("Actor", pseudonym);

    public byte[] Tag(IMasterKey master) => master.Tag($"{Name}|{Reference}");

    /// <summary>What a wrapped key is bound to, so that it cannot be put in another row.</summary>
    public static byte[] Context(string scope, int epoch, ReadOnlySpan<byte> tag) =>
        [.. System.Text.Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{scope}|{epoch}|")), .. tag];
}

using System.Text.Json;

namespace ZioExchange.Adapters.Sources.Gemeente.Brp;

/// <summary>A part of the answer that knows its place, so that a fault can name it without a value.</summary>
internal sealed class BrpPart(JsonElement element, string path)
{
    public BrpPart Required(string name) => Optional(name) ?? throw new BrpGezagException(BrpGezagFault.WrongShape, $"{path}.{name}");

    /// <summary>Null when absent; a JSON null is a value that the specification does not have.</summary>
    public BrpPart? Optional(string name) =>
        element.ValueKind is not JsonValueKind.Object ? throw Fault(BrpGezagFault.WrongShape)
        : element.TryGetProperty(name, out var member) ? new BrpPart(member, $"{path}.{name}")
        : null;

    public IEnumerable<BrpPart> Items(BrpGezagFault otherwise) =>
        element.ValueKind is JsonValueKind.Array
            ? element.EnumerateArray().Select((item, at) => new BrpPart(item, $"{path}[{at}]"))
            : throw Fault(otherwise);

    public string Text() => element.ValueKind is JsonValueKind.String ? element.GetString()! : throw Fault(BrpGezagFault.WrongShape);

    public bool Boolean() => element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Fault(BrpGezagFault.WrongShape);

    public Consent.Vocabulary.Bsn Bsn() =>
        Consent.Vocabulary.Bsn.TryParse(Text(), out var bsn) ? bsn : throw Fault(BrpGezagFault.InvalidBsn);

    public BrpGezagException Fault(BrpGezagFault fault) => new(fault, path);
}

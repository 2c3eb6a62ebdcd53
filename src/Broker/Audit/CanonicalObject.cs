using System.Buffers;
using System.Text;

namespace ZioExchange.Broker.Audit;

/// <summary>Writes one JSON object in canonical form (RFC 8785) as its members are named. A null text is left out.</summary>
/// <remarks>The caller names members in the order of their UTF-16 code units, and names that stand for themselves: nothing is sorted or escaped here.</remarks>
internal ref struct CanonicalObject(IBufferWriter<byte> output)
{
    private byte _before = (byte)'{';

    public void Text(ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
        {
            Name(name);
            CanonicalJson.WriteString(Whole(value), output);
        }
    }

    public void Texts<T>(ReadOnlySpan<byte> name, IReadOnlyCollection<T> values, Func<T, string> text)
    {
        Name(name);
        var before = "["u8;
        foreach (var value in values)
        {
            output.Write(before);
            CanonicalJson.WriteString(Whole(text(value)), output);
            before = ","u8;
        }

        output.Write(values.Count == 0 ? "[]"u8 : "]"u8);
    }

    /// <summary>Objects with the two members named, as texts.</summary>
    public void Pairs<T>(ReadOnlySpan<byte> name, IReadOnlyCollection<T> values, ReadOnlySpan<byte> first, Func<T, string> firstText, ReadOnlySpan<byte> second, Func<T, string> secondText)
    {
        Name(name);
        var before = "["u8;
        foreach (var value in values)
        {
            output.Write(before);
            var pair = new CanonicalObject(output);
            pair.Text(first, firstText(value));
            pair.Text(second, secondText(value));
            pair.End();
            before = ","u8;
        }

        output.Write(values.Count == 0 ? "[]"u8 : "]"u8);
    }

    /// <summary>An object of texts under names of any kind, sorted here.</summary>
    public void Map(ReadOnlySpan<byte> name, IReadOnlyDictionary<string, string> values)
    {
        Name(name);
        var before = "{"u8;
        foreach (var (key, value) in values.OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            output.Write(before);
            CanonicalJson.WriteString(Whole(key), output);
            output.Write(":"u8);
            CanonicalJson.WriteString(Whole(value), output);
            before = ","u8;
        }

        output.Write(values.Count == 0 ? "{}"u8 : "}"u8);
    }

    /// <summary>Closes the object, which has at least one member.</summary>
    public readonly void End() => output.Write("}"u8);

    /// <summary>Half a surrogate pair, which a requester may send within a code, has no bytes: U+FFFD stands in its place.</summary>
    private static string Whole(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    private void Name(ReadOnlySpan<byte> name)
    {
        var text = output.GetSpan(name.Length + 4);
        text[0] = _before;
        text[1] = (byte)'"';
        name.CopyTo(text[2..]);
        text[name.Length + 2] = (byte)'"';
        text[name.Length + 3] = (byte)':';
        output.Advance(name.Length + 4);
        _before = (byte)',';
    }
}

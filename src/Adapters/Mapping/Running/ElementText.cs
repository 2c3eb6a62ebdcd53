using System.Xml;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>The text of the elements that are open, one behind the other.</summary>
internal sealed class ElementText
{
    /// <summary>Longer values are kept up to here, and are then too long for every conversion.</summary>
    private const int LongestValue = 32_768;

    private const int MostKept = 65_536;

    private char[] _text = new char[1024];

    /// <summary>Where the text of an element that opens now begins.</summary>
    public int Length { get; private set; }

    public void Add(ReadOnlySpan<char> text, int start)
    {
        var room = LongestValue - (Length - start);
        var part = text.Length > room ? text[..Math.Max(room, 0)] : text;
        if (Length + part.Length > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, Length + part.Length));
        }

        part.CopyTo(_text.AsSpan(Length));
        Length += part.Length;
    }

    /// <summary>Takes the text at which the reader stands; what is longer than any conversion takes is passed over.</summary>
    public void Add(XmlReader reader, int start)
    {
        int room;
        while ((room = LongestValue - (Length - start)) > 0)
        {
            if (_text.Length - Length < 64)
            {
                Array.Resize(ref _text, _text.Length * 2);
            }

            var read = reader.ReadValueChunk(_text, Length, Math.Min(room, _text.Length - Length));
            if (read == 0)
            {
                break;
            }

            Length += read;
        }
    }

    /// <summary>The text of the element that closes, without white space around it; its place is free again, so it is to be used at once.</summary>
    public ReadOnlySpan<char> Take(int start)
    {
        var text = _text.AsSpan(start, Length - start);
        Length = start;
        return text.IsEmpty || (text[0] > ' ' && text[^1] > ' ') ? text : text.Trim(" \t\r\n");
    }

    /// <summary>Nothing stays behind. False when it has grown too large to keep.</summary>
    public bool Forget()
    {
        Array.Clear(_text);
        Length = 0;
        return _text.Length <= MostKept;
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ZioExchange.Adapters.Mapping.Plans;

namespace ZioExchange.Adapters.Mapping.Running;

/// <summary>Reads JSON once, from begin to end. Duplicate members, comments, trailing commas and wrong UTF-8 are refused.</summary>
internal static class JsonSource
{
    private const int LongestName = 512;

    /// <summary>The bytes without byte order mark; wrong UTF-8 is refused.</summary>
    public static ReadOnlySpan<byte> Checked(ReadOnlyMemory<byte> content)
    {
        var bytes = content.Span;
        bytes = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        return Utf8.IsValid(bytes)
            ? bytes
            : throw new SourceRefusedException(RefusalCode.NotReadable, "The document is not UTF-8.", "Send JSON as UTF-8.");
    }

    public static Utf8JsonReader Reader(ReadOnlySpan<byte> utf8) => new(utf8, new JsonReaderOptions { MaxDepth = DocumentRun.MostLevels });

    public static void Read(ReadOnlyMemory<byte> content, MappingPlan plan, DocumentRun run)
    {
        var reader = Reader(Checked(content));
        reader.Read();
        var topIsArray = plan.Tree.Top != plan.Tree.Document;
        if (reader.TokenType != (topIsArray ? JsonTokenType.StartArray : JsonTokenType.StartObject))
        {
            throw Wrong("The top level is not what this format has.");
        }

        run.OpenDocument();
        if (topIsArray)
        {
            Array(ref reader, plan.Tree.Top, "", run, new char[1024]);
        }
        else
        {
            Members(ref reader, run, new char[1024]);
        }

        if (reader.Read())
        {
            throw Wrong("Something follows the document.");
        }

        run.CloseDocument();
    }

    private static void Members(ref Utf8JsonReader reader, DocumentRun run, char[] buffer)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueSpan.Length > LongestName)
            {
                throw Wrong("A member has a very long name.");
            }

            var node = reader.ValueIsEscaped ? null : run.FindChild(reader.ValueSpan);
            var name = node?.Name ?? reader.GetString()!;
            if (!names.Add(name))
            {
                throw new SourceRefusedException(RefusalCode.NotReadable, "A member stands twice in one object.", "Send every member once.");
            }

            node ??= reader.ValueIsEscaped ? run.FindChild(Encoding.UTF8.GetBytes(name)) : null;
            reader.Read();
            Member(ref reader, node, name, run, buffer);
        }
    }

    private static void Member(ref Utf8JsonReader reader, SourceNode? node, string name, DocumentRun run, char[] buffer)
    {
        var isChecked = node is { IsSkipped: false, IsOpaque: false } && !run.Skips;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            if (isChecked && !node!.Repeats)
            {
                throw Wrong($"{node.Path} is an array; one value was expected.");
            }

            Array(ref reader, node, name, run, buffer);
            return;
        }

        if (isChecked && node!.Repeats && reader.TokenType != JsonTokenType.Null)
        {
            throw Wrong($"{node.Path} is no array; an array was expected.");
        }

        Value(ref reader, node, name, null, run, buffer);
    }

    private static void Array(ref Utf8JsonReader reader, SourceNode? node, string name, DocumentRun run, char[] buffer)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            Value(ref reader, node, name, index, run, buffer);
        }
    }

    private static void Value(ref Utf8JsonReader reader, SourceNode? node, string name, int? index, DocumentRun run, char[] buffer)
    {
        if (reader.TokenType == JsonTokenType.Null && index is null)
        {
            run.Absent(node, name);
            return;
        }

        var isChecked = node is { IsSkipped: false, IsOpaque: false } && !run.Skips;
        run.Open(node, name, index);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                if (isChecked && !node!.HasElements && node.KeepsText)
                {
                    throw Wrong($"{node.Path} is an object; a value was expected.");
                }

                Members(ref reader, run, buffer);
                break;
            case JsonTokenType.StartArray:
                if (isChecked)
                {
                    throw Wrong($"{node!.Path} is an array of arrays.");
                }

                Array(ref reader, null, "", run, buffer);
                break;
            case JsonTokenType.Null:
                break;
            default:
                if (isChecked && node!.HasElements)
                {
                    throw Wrong($"{node.Path} is a value; an object was expected.");
                }

                Text(ref reader, run, buffer);
                break;
        }

        run.Close();
    }

    private static void Text(ref Utf8JsonReader reader, DocumentRun run, char[] buffer)
    {
        if (!run.WantsText)
        {
            return;
        }

        var needed = reader.ValueSpan.Length;
        var target = needed <= buffer.Length ? buffer : new char[needed];
        if (reader.TokenType == JsonTokenType.String)
        {
            run.Text(target.AsSpan(0, reader.CopyString(target)));
        }
        else
        {
            run.Text(Plain(target.AsSpan(0, Encoding.UTF8.GetChars(reader.ValueSpan, target))));   // true and false have an e, and no exponent
        }
    }

    /// <summary>A number means the same with an exponent and without: <c>1e2</c> is 100. One that a decimal may not hold exactly stays as it is, and no conversion takes it.</summary>
    private static ReadOnlySpan<char> Plain(ReadOnlySpan<char> number) =>
        number.IndexOfAny('e', 'E') is > 0 and <= 18 and var at
            && int.TryParse(number[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var exponent) && Math.Abs(exponent) <= 9
            && decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)
            ? plain.ToString(CultureInfo.InvariantCulture)
            : number;

    private static SourceRefusedException Wrong(string message) =>
        new(RefusalCode.WrongStructure, message, "Send a document of the declared format.");
}

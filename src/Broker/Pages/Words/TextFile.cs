using System.Security.Cryptography;
using System.Text.Json;

namespace ZioExchange.Broker.Pages.Words;

/// <summary>One file of words, as reviewed: its version and hash can stand in evidence of what a parent has read.</summary>
/// <param name="Area">File name without extension; the first part of every key, as in <c>start.title</c>.</param>
/// <param name="Version">Date on which the words were last reviewed, as written in the file.</param>
/// <param name="Sha256">Of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Texts">By name, without the area.</param>
public sealed record TextFile(string Area, string Version, string Sha256, IReadOnlyDictionary<string, string> Texts)
{
    private static readonly JsonSerializerOptions Shape = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    /// <exception cref="InvalidDataException">The file is not JSON of the shape <c>{version, texts}</c>, or names a key twice.</exception>
    public static TextFile Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        try
        {
            var content = JsonSerializer.Deserialize<Content>(bytes, Shape);
            if (content is not { Version: { Length: > 0 } version, Texts: { } texts })
            {
                throw new InvalidDataException($"{path} needs a version and texts.");
            }

            return new(Path.GetFileNameWithoutExtension(path), version, Convert.ToHexStringLower(SHA256.HashData(bytes)), texts);
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    private sealed record Content(string? Version, Dictionary<string, string>? Texts);
}

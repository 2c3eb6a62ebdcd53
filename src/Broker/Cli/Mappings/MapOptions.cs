namespace ZioExchange.Broker.Cli.Mappings;

/// <summary>What <c>zio map</c> was asked.</summary>
/// <param name="Source">A source or a dialect; it may not exist.</param>
/// <param name="File">A path, or <c>-</c> for standard input.</param>
/// <param name="Categories">Null maps all of the document.</param>
/// <param name="Report">Where the report goes; null makes none.</param>
/// <param name="Now">The day on which ages and current things count; null leaves out what needs a clock.</param>
internal sealed record MapOptions(string Source, string File, IReadOnlyList<string>? Categories, string? Report, DateOnly? Now);

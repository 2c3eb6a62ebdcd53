namespace ZioExchange.Broker.Pages.Words;

/// <summary>A language the pages speak, from schemas/texts/languages.json; the first one there is the default.</summary>
/// <param name="Code">As in the HTML <c>lang</c> attribute and <c>?taal=</c>; also the name of the folder with its texts.</param>
/// <param name="Name">In the language itself, for the people who look for it.</param>
/// <param name="Direction"><c>ltr</c> or <c>rtl</c>, for the HTML <c>dir</c> attribute.</param>
public sealed record Language(string Code, string Name, string Direction);

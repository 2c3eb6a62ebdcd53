namespace ZioExchange.Adapters.Mapping;

/// <summary>One line of the disclosure manifest: which rule released which element, under which category. Never a value.</summary>
public sealed record ReleasedElement(string Rule, string Category, string ElementPath);

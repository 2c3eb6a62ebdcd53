using System.Buffers;
using System.Text.Json;

namespace ZioExchange.Adapters.Fhir;

/// <summary>One pass of <see cref="FhirValidator"/> over one document. Recursion is bounded by the reader's depth.</summary>
internal ref partial struct FhirValidation
{
    private readonly FhirTypes _types;
    private readonly FhirLimits _limits;
    private readonly FhirTrail _trail;
    private readonly List<PrimitiveArray> _arrays = [];
    private List<FhirIssue>? _issues;
    private Utf8JsonReader _reader;
    private byte[]? _scratch;

    // Bindings: FhirValidation.Watched.cs.
    private FhirValueSet? _bound;
    private bool _boundHit;
    private int _codingDepth = -1;
    private ReadOnlySpan<byte> _codingSystem;
    private ReadOnlySpan<byte> _codingCode;
    private string? _fullUrl;

    // References: FhirValidation.References.cs.
    private int _referenceDepth = -1;
    private ReadOnlySpan<byte> _reference;
    private ReadOnlySpan<byte> _referenceType;
    private int _containedDepth = -1;
    private string? _containedId;
    private FhirType? _entryResource;
    private int _container;
    private int _containers;
    private Dictionary<(int Container, string Address), FhirType>? _addresses;
    private List<Pending>? _pending;

    public FhirValidation(ReadOnlySpan<byte> utf8Json, FhirTypes types, FhirLimits limits)
    {
        (_types, _limits) = (types, limits);
        _trail = new FhirTrail();
        _reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = limits.MaxDepth });
    }

    public readonly IReadOnlyList<FhirIssue> Issues => _issues ?? (IReadOnlyList<FhirIssue>)[];

    public void Run()
    {
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.StartObject)
        {
            Report(FhirIssueCode.WrongJsonType, "A resource is a JSON object.");
            _reader.Skip();
        }
        else
        {
            ReadResource(null);
        }

        _reader.Read();   // throws when something follows
        ResolveReferences();
    }

    public void Report(JsonException fault)
    {
        // At a start token the reader counts the depth around it.
        var within = _reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0;
        if (_reader.CurrentDepth + within >= _limits.MaxDepth)
        {
            Add(FhirIssueCode.TooDeep, _trail.ToString(), $"Nested deeper than {_limits.MaxDepth} levels.");
        }
        else
        {
            // The reader's own message may quote the document.
            Add(FhirIssueCode.NotJson, _trail.ToString(), $"Not JSON at line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} of it.");
        }
    }

    public readonly void Dispose()
    {
        if (_scratch is not null)
        {
            ArrayPool<byte>.Shared.Return(_scratch, clearArray: true);
        }
    }

    private void Report(FhirIssueCode code, string message) => Report(code, _trail.ToString(), message);

    private void Report(FhirIssueCode code, FhirElement element, string message) =>
        Report(code, $"{_trail}.{element.Name}", message);

    private void Report(FhirIssueCode code, string expression, string message)
    {
        Add(code, expression, message);
        if (_issues!.Count >= _limits.MaxIssues)
        {
            Add(FhirIssueCode.TooManyIssues, "", $"More than {_limits.MaxIssues} issues: reading stopped here.");
            throw new FhirValidationStop();
        }
    }

    private void Add(FhirIssueCode code, string expression, string message) => (_issues ??= []).Add(new(code, expression, message));

    /// <summary>The token's text without escapes; false when its escapes are no Unicode. Valid until the next call.</summary>
    private bool TryUnescape(out ReadOnlySpan<byte> text)
    {
        if (!_reader.ValueIsEscaped)
        {
            text = _reader.ValueSpan;
            return true;
        }

        if (_scratch is null || _scratch.Length < _reader.ValueSpan.Length)
        {
            Dispose();
            _scratch = ArrayPool<byte>.Shared.Rent(_reader.ValueSpan.Length);
        }

        try
        {
            text = _scratch.AsSpan(0, _reader.CopyString(_scratch));
            return true;
        }
        catch (InvalidOperationException)
        {
            text = default;   // a lone surrogate
            return false;
        }
    }
}

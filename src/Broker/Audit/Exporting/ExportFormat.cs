namespace ZioExchange.Broker.Audit.Exporting;

/// <summary>The shapes in which the log can leave. Named as <c>audit export --format</c> names them, in lower case.</summary>
public enum ExportFormat
{
    /// <summary>One JSON object a line, whole, each with its proof of inclusion.</summary>
    Ndjson,

    /// <summary>For a Dutch spreadsheet: semicolons, byte order mark, no cell that could be a formula.</summary>
    Csv,

    /// <summary>Logboek Dataverwerkingen, one record a line, without users (its draft decision).</summary>
    Ldv,

    /// <summary>The same with the NEN 7513 extension, users included.</summary>
    Nen7513,

    /// <summary>FHIR R4 AuditEvent in the shapes of IHE Basic Audit, one resource a line (application/fhir+ndjson).</summary>
    Balp,
}

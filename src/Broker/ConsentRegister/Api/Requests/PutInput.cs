using System.Text.Json.Serialization;

namespace ZioExchange.Broker.ConsentRegister.Api.Requests;

/// <summary>The source puts a question to the family.</summary>
/// <param name="Tekstversie">Version of the text that the family reads.</param>
public sealed record PutInput([property: JsonRequired] string Tekstversie);

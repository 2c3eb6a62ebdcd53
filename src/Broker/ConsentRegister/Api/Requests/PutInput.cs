using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace ZioExchange.Broker.ConsentRegister.Api.Requests;

/// <summary>The source puts a question to the family.</summary>
/// <param name="Tekstversie">Version of the text that the family reads, such as 2026-1; not the text itself.</param>
public sealed record PutInput([property: JsonRequired, MaxLength(GrantInput.LongestTextVersion)] string Tekstversie);

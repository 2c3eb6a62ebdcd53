using System.Globalization;
using System.Text;

namespace ZioExchange.Adapters.Tests.Mapping;

/// <summary>A made-up message in the shape of a toewijzing, with the table that reads it.</summary>
internal static class JeugdhulpSample
{
    public const string Table = Samples.XmlDeclarations + """
        #version;;;/Bericht/Header/Versie;3;;;;
        #subject;;;/Bericht/Client/Bsn;http://fhir.nl/fhir/NamingSystem/bsn;bsn;;;
        #children;;/Bericht;Header Client;;;;;
        #drop;;/Bericht/Client/Producten/Product*;Reden = 01,13 & Einddatum = {Ingangsdatum};ServiceRequest#t;;;;deleted at the source
        #suppress;;/Bericht/Client/Contact*;../Geheim = 1;Patient.address;;;;secret address
        #dummy;;;9999999999;;;;;dummy of a secret number
        P-01;BSN;/Bericht/Client;Bsn;Patient.identifier:bsn;bsn;;yes;
        P-02;ID_BASIS;/Bericht/Client;Geboortedatum/Datum + Geboortedatum/DatumGebruik;Patient.birthDate;date(mask);;yes;
        P-03;ID_BASIS;/Bericht/Client;Geslacht;Patient.gender;code;sex;yes;
        P-04;CONTACT;/Bericht/Client/Contact*;Plaats;Patient.address*.city;;;;
        P-05;-;/Bericht/Client/Contact*;;Patient.address*.use;const(home);;;
        P-06;ID_BASIS;/Bericht/Client;Voornaam*;Patient.name:official.given:first;;;;
        P-07;-;/Bericht/Client;;Patient.name:official.given:first.extension:iso21090-EN-qualifier.valueCode;const(BR);;;
        P-08;ID_BASIS;/Bericht/Client;Voorvoegsel + Achternaam;Patient.name:official.family;join( );;yes;
        P-09;CONTACT;/Bericht/Client;Telefoon;Patient.telecom:phone.value;;;;
        P-10;-;/Bericht/Client;;Patient.telecom:phone.system;const(phone);;;
        T-01;-;/Bericht/Client/Producten/Product*;;ServiceRequest#t.status;const(active);;;
        T-02;-;/Bericht/Client/Producten/Product*;;ServiceRequest#t.intent;const(order);;;
        T-03;JEUGDHULP_BESCHIKKING;/Bericht/Client/Producten/Product*;Nummer;ServiceRequest#t.identifier;identifier(https://example.org/toewijzing/{/Bericht/Header/Afzender});;yes;
        T-04;JEUGDHULP_BESCHIKKING;/Bericht/Client/Producten/Product*;Ingangsdatum;ServiceRequest#t.occurrencePeriod.start;date;;yes;
        T-05;JEUGDHULP_BESCHIKKING;/Bericht/Client/Producten/Product*;Einddatum;ServiceRequest#t.occurrencePeriod.end;date;;;
        T-06;JEUGDHULP_BESCHIKKING;/Bericht/Client/Producten/Product*;Omvang/Volume + Omvang/Eenheid + Omvang/Frequentie + Ingangsdatum + Einddatum;ServiceRequest#t.extension:care-volume;volume;unit per;;
        T-07;JEUGDHULP_BESCHIKKING;/Bericht/Client/Producten/Product*;Categorie;ServiceRequest#t.category;code;kind;;
        T-09;-;/Bericht/Client/Producten/Product*;Reden;;ignore;;;only read by conditions
        T-10;-;/Bericht/Client;Commentaar;;ignore;;;free text
        """;

    public static string Document(int products = 2, Func<int, string>? product = null, string client = "")
    {
        var text = new StringBuilder("""
            <?xml version="1.0" encoding="utf-8"?>
            <b:Bericht xmlns:b="urn:proef:1_0" xmlns:o="urn:proef:basis"><b:Header><b:Versie>3</b:Versie><b:Afzender>0384</b:Afzender></b:Header>
            <b:Client><b:Bsn>999900006</b:Bsn><b:Geboortedatum><o:Datum>2010-02-14</o:Datum><o:DatumGebruik>1</o:DatumGebruik></b:Geboortedatum>
            <b:Geslacht>1</b:Geslacht><b:Voornaam>Tom</b:Voornaam><b:Voornaam>Jan</b:Voornaam><b:Voorvoegsel>de</b:Voorvoegsel><b:Achternaam>Wit</b:Achternaam>
            """);
        text.Append(client).Append("<b:Producten>");
        for (var at = 0; at < products; at++)
        {
            text.Append("<b:Product>").Append(product?.Invoke(at) ?? Product(at)).Append("</b:Product>");
        }

        return text.Append("</b:Producten></b:Client></b:Bericht>").ToString();
    }

    public static string Product(int at, string end = "2026-07-14", string rest = "") => string.Create(CultureInfo.InvariantCulture, $"""
        <b:Nummer>{300201 + at}</b:Nummer><b:Ingangsdatum>2026-04-01</b:Ingangsdatum><b:Einddatum>{end}</b:Einddatum>
        <b:Categorie>04</b:Categorie><b:Omvang><o:Volume>2</o:Volume><o:Eenheid>04</o:Eenheid><o:Frequentie>2</o:Frequentie></b:Omvang>{rest}
        """);
}

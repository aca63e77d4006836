using System.Net;
using System.Net.Sockets;
using PrivateApi.Lab.ControlPlane.Ec2;
using PrivateApi.Lab.ControlPlane.Route53.Model;

namespace PrivateApi.Lab.ControlPlane.Route53;

/// <summary>
/// Changes to a zone's records: all of them or none (API reference, ChangeResourceRecordSets). The messages are those that
/// terraform, boto and their users have recorded, several in one pair of brackets.
/// </summary>
internal sealed class ChangeBatch(Route53Call call, LabHostedZone zone)
{
    private const int MostElements = 1000;

    private readonly SortedDictionary<(string Name, string Type, string SetIdentifier), LabRecordSet> _records = new(
        zone.Records,
        ZoneName.RecordOrder
    );
    private readonly List<LabRecordSet> _written = [];
    private readonly List<string> _errors = [];
    private int _elements;

    /// <summary>Applies a change to the copy; what is wrong with it is reported at the end.</summary>
    public void Add(string action, LabRecordSet record)
    {
        if (action is not ("CREATE" or "DELETE" or "UPSERT"))
        {
            throw Route53Call.InvalidInput(
                $"Invalid XML ; cvc-enumeration-valid: Value '{action}' is not facet-valid with respect to enumeration "
                    + "'[CREATE, DELETE, UPSERT]'. It must be a value from the enumeration."
            );
        }

        _elements += Math.Max(1, record.Values.Count) * (action == "UPSERT" ? 2 : 1);
        if (!ZoneName.IsIn(record.Name, zone.Name))
        {
            _errors.Add($"RRSet with DNS name {record.Name} is not permitted in zone {zone.Name}");
            return;
        }

        LabRecordSet? present = _records.GetValueOrDefault(record.Key);
        if (action == "DELETE")
        {
            Delete(record, present);
            return;
        }

        if (action == "CREATE" && present is not null)
        {
            _errors.Add($"Tried to create resource record set {Describe(record)} but it already exists");
            return;
        }

        _errors.AddRange(record.Values.Select(value => Flaw(record.Type, value)).OfType<string>());
        _records[record.Key] = record;
        _written.Add(record);
    }

    /// <summary>Replaces the zone's records.</summary>
    /// <exception cref="AwsFault">Any change of the batch is refused.</exception>
    public void Commit()
    {
        if (_elements == 0)
        {
            throw Route53Call.InvalidInput("Invalid request: a ChangeBatch must contain at least one Change");
        }

        if (_elements > MostElements)
        {
            _errors.Add($"Number of records limit of {MostElements} exceeded.");
        }

        _errors.AddRange(_written.Select(Conflict).OfType<string>());
        _errors.AddRange(_written.SelectMany(AliasFlaws));
        if (_errors.Count > 0)
        {
            throw new AwsFault(400, "InvalidChangeBatch", $"[{string.Join(", ", _errors)}]");
        }

        zone.Records = _records;
    }

    private static string Describe(LabRecordSet record) =>
        $"[name='{record.Name}', "
        + $"type='{record.Type}'{(record.SetIdentifier is null ? string.Empty : $", set-identifier='{record.SetIdentifier}'")}]";

    private static string? Flaw(string type, string value) =>
        type switch
        {
            "A" when !IsAddress(value, AddressFamily.InterNetwork) =>
                "Invalid Resource Record: FATAL problem: ARRDATAIllegalIPv4Address (Value is not a valid "
                    + $"IPv4 address) encountered with '{value}'",
            "AAAA" when !IsAddress(value, AddressFamily.InterNetworkV6) =>
                "Invalid Resource Record: FATAL problem: AAAARRDATAIllegalIPv6Address (Value is not a "
                    + $"valid IPv6 address) encountered with '{value}'",
            "CNAME" when !ZoneName.IsValid(ZoneName.Normalize(value)) =>
                "Invalid Resource Record: FATAL problem: DomainNameEmpty (Domain name is empty) encountered with ''",
            _ => null,
        };

    // .NET also reads "1" as an address; DNS does not.
    private static bool IsAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out IPAddress? address)
        && address.AddressFamily == family
        && (family != AddressFamily.InterNetwork || text.Count(c => c == '.') == 3);

    private void Delete(LabRecordSet record, LabRecordSet? present)
    {
        if (present is null)
        {
            _errors.Add($"Tried to delete resource record set {Describe(record)} but it was not found");
        }
        else if (!present.IsSameAs(record))
        {
            _errors.Add($"Tried to delete resource record set {Describe(record)} but the values provided do not match the current values");
        }
        else if (record.Name == zone.Name && record.Type is "SOA" or "NS")
        {
            _errors.Add(
                record.Type == "SOA"
                    ? "A HostedZone must contain exactly one SOA record."
                    : "A HostedZone must contain at least one NS record for the zone itself."
            );
        }
        else
        {
            _records.Remove(record.Key);
        }
    }

    private string? Conflict(LabRecordSet record)
    {
        if (record.Type == "CNAME" && record.Name == zone.Name)
        {
            return $"RRSet of type CNAME with DNS name {record.Name} is not permitted at apex in zone {zone.Name}";
        }

        IEnumerable<LabRecordSet> others = _records.Values.Where(other => other.Name == record.Name && other.Type != record.Type);
        return record.Type == "CNAME"
            ? others.Any()
                ? $"RRSet of type CNAME with DNS name {record.Name} is not permitted as it conflicts with other "
                    + $"records with the same DNS name in zone {zone.Name}"
                : null
            : others.Any(other => other.Type == "CNAME")
                ? $"RRSet of type {record.Type} with DNS name {record.Name} is not permitted because a conflicting RRSet of type  "
                    + $"CNAME with the same DNS name already exists in zone {zone.Name}"
                : null;
    }

    private IEnumerable<string> AliasFlaws(LabRecordSet record)
    {
        if (record.AliasTarget is not { } alias)
        {
            yield break;
        }

        string start = $"Tried to create an alias that targets {alias.DnsName}, type {record.Type} in zone {alias.HostedZoneId}, but";
        if (alias.HostedZoneId == zone.Id)
        {
            if (!ZoneName.IsIn(alias.DnsName, zone.Name))
            {
                yield return $"{start} the alias target name does not lie within the target zone";
            }

            if (!_records.Values.Any(other => other.Name == alias.DnsName && other.Type == record.Type))
            {
                yield return $"{start} that target was not found";
            }
        }
        else if (
            call.Store.All<Ec2State>().Select(entry => entry.State).FirstOrDefault(state => state.EndpointZoneId == alias.HostedZoneId)
                is { } network
            && !network
                .VpcEndpoints.Values.SelectMany(endpoint => endpoint.DnsEntries)
                .Any(entry => ZoneName.Normalize(entry.DnsName) == alias.DnsName)
        )
        {
            yield return $"{start} that target was not found";
        }
    }
}

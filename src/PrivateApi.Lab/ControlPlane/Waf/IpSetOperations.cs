using System.Text.Json.Nodes;
using PrivateApi.Text;

namespace PrivateApi.Lab.ControlPlane.Waf;

/// <summary>CreateIPSet, GetIPSet, UpdateIPSet, DeleteIPSet, ListIPSets.</summary>
internal static class IpSetOperations
{
    public static JsonObject Create(WafCall call)
    {
        Check(call, call.Required("IPAddressVersion"));
        LabWafResource set = call.Create(call.State.IpSets, "ipset", "IPAddressVersion", "Addresses");
        set.Wire["Description"] ??= string.Empty;
        return new JsonObject { ["Summary"] = WafCall.Summary(set) };
    }

    public static JsonObject Get(WafCall call)
    {
        LabWafResource set = call.Named(call.State.IpSets);
        return new JsonObject { ["IPSet"] = set.Wire.DeepClone(), ["LockToken"] = set.LockToken };
    }

    public static JsonObject Update(WafCall call)
    {
        LabWafResource set = call.Locked(call.State.IpSets);
        Check(call, (string)set.Wire["IPAddressVersion"]!);
        call.Copy(set.Wire, "Description", "Addresses");
        set.Wire["Description"] ??= string.Empty;
        set.LockToken = call.NewId();
        return new JsonObject { ["NextLockToken"] = set.LockToken };
    }

    public static JsonObject Delete(WafCall call)
    {
        LabWafResource set = call.Locked(call.State.IpSets);
        if (call.State.WebAcls.Values.Any(acl => acl.RefersTo(set.Arn)))
        {
            throw WafFault.InUse();
        }

        call.State.IpSets.Remove(set.Arn);
        return [];
    }

    public static JsonObject List(WafCall call) => call.Page("IPSets", call.State.IpSets.Values);

    // API reference, CreateIPSet: ranges in CIDR notation, all but /0.
    private static void Check(WafCall call, string version)
    {
        if (call.Body["Addresses"] is not JsonArray)
        {
            throw WafFault.Missing("Addresses");
        }

        foreach (string address in JsonProtocol.Texts(call.Body["Addresses"]))
        {
            if (
                !AddressRanges.TryParseCidr(address, out System.Net.IPNetwork range)
                || range.PrefixLength == 0
                || (version == "IPV6") != range.IsV6
            )
            {
                throw WafFault.Invalid("IP_ADDRESS", address, "The parameter contains formatting that is not valid.");
            }
        }
    }
}

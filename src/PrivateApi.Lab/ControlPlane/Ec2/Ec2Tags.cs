using PrivateApi.Lab.ControlPlane.Ec2.Model;

namespace PrivateApi.Lab.ControlPlane.Ec2;

/// <summary>Reads and checks tags of requests.</summary>
internal static class Ec2Tags
{
    private const int Most = 50;

    /// <summary>Sets the tags of the call's TagSpecifications for a resource's kind.</summary>
    /// <exception cref="AwsFault">A specification is for a kind that this call does not create.</exception>
    public static T Apply<T>(Ec2Call call, T resource)
        where T : LabResource
    {
        Put(resource, FromSpecification(call, resource.ResourceType));
        return resource;
    }

    /// <summary>Tags of TagSpecifications for one kind. Read before anything is created, so that a refusal creates nothing.</summary>
    public static IReadOnlyDictionary<string, string> FromSpecification(Ec2Call call, string resourceType)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);

        // Some calls name the list in the plural on the wire (botocore, EC2 model).
        foreach (string prefix in call.Form.Indexes("TagSpecification").Concat(call.Form.Indexes("TagSpecifications")))
        {
            string kind = call.Required(prefix + ".ResourceType");
            if (kind != resourceType)
            {
                throw new AwsFault(400, "InvalidParameterValue", $"'{kind}' is not a valid taggable resource type for this operation.");
            }

            foreach ((string key, string value) in Read(call, prefix + ".Tag"))
            {
                if (!tags.TryAdd(key, value))
                {
                    throw new AwsFault(400, "InvalidParameterValue", $"Duplicate tag key '{key}' specified.");
                }
            }
        }

        CheckCount(tags.Count);
        return tags;
    }

    /// <summary>Checks that a resource may have this many tags.</summary>
    /// <exception cref="AwsFault">It may not.</exception>
    public static void CheckCount(int count)
    {
        if (count > Most)
        {
            throw new AwsFault(400, "TagLimitExceeded", $"More than {Most} tags specified");
        }
    }

    public static IEnumerable<(string Key, string Value)> Read(Ec2Call call, string name) =>
        call.Form.Indexes(name).Select(prefix => Check(call.Required(prefix + ".Key"), call[prefix + ".Value"] ?? string.Empty)).ToList();

    public static void Put(LabResource resource, IEnumerable<KeyValuePair<string, string>> tags)
    {
        foreach ((string key, string value) in tags)
        {
            resource.Tags[key] = value;
        }
    }

    private static (string Key, string Value) Check(string key, string value)
    {
        if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
        {
            throw new AwsFault(400, "InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
        }

        if (key.Length is 0 or > 128)
        {
            throw new AwsFault(400, "InvalidParameterValue", "Tag key must have between 1 and 128 characters");
        }

        return value.Length > 256
            ? throw new AwsFault(400, "InvalidParameterValue", "Tag value exceeds the maximum length of 256 characters")
            : (key, value);
    }
}

namespace PrivateApi.Model;

/// <summary>Something that lives in one account and Region; every object the cmdlets emit is one.</summary>
public interface IAwsResource
{
    /// <summary>Twelve-digit account id.</summary>
    string AccountId { get; }

    /// <summary>Region system name, for instance <c>eu-west-1</c>.</summary>
    string Region { get; }
}

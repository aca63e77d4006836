namespace PrivateApi.Model;

/// <summary>Something that belongs to one account and Region. Every object that the cmdlets emit implements it.</summary>
public interface IAwsResource
{
    /// <summary>Twelve-digit account id.</summary>
    string AccountId { get; }

    /// <summary>Region system name, for instance <c>eu-west-1</c>.</summary>
    string Region { get; }
}

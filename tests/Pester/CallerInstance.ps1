# Instances of a lab that Systems Manager manages; the module has no command that makes one.
function Send-LabQuery($Lab, [string] $Service, [hashtable] $Body, [string] $Key = 'LAB') {
    $header = @{ Authorization = "AWS4-HMAC-SHA256 Credential=$Key/20260101/eu-west-1/$Service/aws4_request, SignedHeaders=host, Signature=0" }
    $answer = Invoke-WebRequest -Uri $Lab.EndpointUrl -Method Post -Headers $header -SkipHeaderValidation -ContentType application/x-www-form-urlencoded -Body $Body
    [xml]($answer.Content -is [byte[]] ? [Text.Encoding]::UTF8.GetString($answer.Content) : $answer.Content)
}

# A running one, in the account of the key; returns its id.
function New-CallerInstance($Lab, [string] $SubnetId, [string] $SecurityGroupId, [string] $Key = 'LAB') {
    $null = Send-LabQuery $Lab iam @{ Action = 'CreateInstanceProfile'; InstanceProfileName = 'caller' } $Key
    $run = @{ Action = 'RunInstances'; ImageId = 'ami-0123456789abcdef0'; MinCount = 1; MaxCount = 1; SubnetId = $SubnetId; 'SecurityGroupId.1' = $SecurityGroupId; 'IamInstanceProfile.Name' = 'caller' }
    $id = (Send-LabQuery $Lab ec2 $run $Key).RunInstancesResponse.instancesSet.item.instanceId
    $end = [datetime]::UtcNow.AddSeconds(30)
    do {
        $shown = Send-LabQuery $Lab ec2 @{ Action = 'DescribeInstances'; 'InstanceId.1' = $id } $Key
        $state = $shown.DescribeInstancesResponse.reservationSet.item.instancesSet.item.instanceState.code
    } until ($state -eq '16' -or [datetime]::UtcNow -gt $end)
    $id
}

function Remove-CallerInstance($Lab, [string] $InstanceId, [string] $Key = 'LAB') {
    $null = Send-LabQuery $Lab ec2 @{ Action = 'TerminateInstances'; 'InstanceId.1' = $InstanceId } $Key
}

/** What a property is about, guessed from its name, description and format. */
export type Meaning =
  | 'address'
  | 'age'
  | 'airport'
  | 'answer'
  | 'author'
  | 'boolean'
  | 'category'
  | 'city'
  | 'code'
  | 'color'
  | 'command'
  | 'company'
  | 'confidence'
  | 'country'
  | 'country-code'
  | 'currency'
  | 'date'
  | 'date-time'
  | 'day'
  | 'description'
  | 'distance'
  | 'duration'
  | 'email'
  | 'event'
  | 'expression'
  | 'file'
  | 'first-name'
  | 'food'
  | 'gender'
  | 'hour'
  | 'humidity'
  | 'id'
  | 'job'
  | 'language'
  | 'last-name'
  | 'latitude'
  | 'limit'
  | 'location'
  | 'longitude'
  | 'message'
  | 'minute'
  | 'month'
  | 'name'
  | 'note'
  | 'number'
  | 'operand'
  | 'percentage'
  | 'person'
  | 'phone'
  | 'population'
  | 'price'
  | 'product'
  | 'quantity'
  | 'query'
  | 'rating'
  | 'reason'
  | 'repository'
  | 'sentiment'
  | 'size'
  | 'sku'
  | 'state'
  | 'status'
  | 'street'
  | 'subject'
  | 'summary'
  | 'tag'
  | 'temperature'
  | 'text'
  | 'ticker'
  | 'time'
  | 'timestamp'
  | 'timezone'
  | 'title'
  | 'topic'
  | 'unit'
  | 'unknown'
  | 'url'
  | 'username'
  | 'version'
  | 'weather'
  | 'weight'
  | 'year'
  | 'zip';

/** Names of properties by what they mean, joined and in lower case. */
export const MEANING_NAMES: readonly (readonly [Meaning, string])[] = [
  ['address', 'address addr shippingaddress billingaddress mailingaddress'],
  ['age', 'age years yearsold'],
  ['airport', 'airport airportcode iata'],
  ['answer', 'answer finalanswer response reply result output conclusion solution verdict'],
  ['author', 'author writer artist director composer creator'],
  ['boolean', 'enabled disabled active available verified'],
  ['category', 'category kind type genre class group department section tone style level difficulty priority severity'],
  ['city', 'city town destination origin departurecity arrivalcity hometown birthplace capital cityname from to'],
  ['code', 'code sourcecode snippet script program'],
  ['color', 'color colour'],
  ['command', 'command cmd shell bash'],
  [
    'company',
    'company organization organisation employer vendor supplier manufacturer brand business merchant companyname',
  ],
  ['confidence', 'confidence probability likelihood certainty confidencescore'],
  ['country', 'country nation nationality countryname'],
  ['country-code', 'countrycode'],
  ['currency', 'currency currencycode fromcurrency tocurrency basecurrency targetcurrency'],
  ['date', 'date startdate enddate duedate deadline birthday birthdate dob checkin checkout departuredate returndate'],
  ['date-time', 'datetime createdat updatedat starttime endtime start end scheduledat publishedat expiresat when'],
  ['day', 'dayofmonth day days numdays forecastdays'],
  ['description', 'description details detail about bio overview synopsis'],
  ['distance', 'distance radius miles kilometers km meters'],
  ['duration', 'duration length runtime durationminutes durationseconds'],
  ['email', 'email mail emailaddress recipient cc bcc'],
  ['event', 'event eventname meeting appointment'],
  ['expression', 'expression equation formula calculation mathexpression'],
  ['file', 'file path filename filepath directory folder dir'],
  ['first-name', 'firstname givenname forename'],
  ['last-name', 'lastname surname familyname'],
  ['food', 'food dish meal ingredient ingredients recipe cuisine fruit'],
  ['gender', 'gender sex'],
  ['hour', 'hour hours'],
  ['humidity', 'humidity'],
  [
    'id',
    'id uuid identifier key reference ref number orderid userid ordernumber invoicenumber invoiceid accountnumber no nr token sessiontoken apikey pin serial iban slug hash',
  ],
  ['job', 'job occupation profession role jobtitle position career'],
  ['language', 'language lang locale targetlanguage sourcelanguage'],
  ['latitude', 'latitude lat'],
  ['limit', 'limit topk topn maxresults numresults pagesize perpage top maxitems resultcount'],
  ['location', 'location place where area region venue locations'],
  ['longitude', 'longitude lon lng long'],
  ['message', 'message body content msg emailbody messagebody smstext'],
  ['minute', 'minute minutes'],
  ['month', 'month months'],
  ['name', 'name fullname'],
  ['note', 'note notes comment comments remark remarks memo feedback instructions'],
  ['number', 'value index position rank seed offset page'],
  [
    'operand',
    'a b x y z n num1 num2 number1 number2 first second firstnumber secondnumber left right operand operand1 operand2 operands numbers dividend divisor base exponent',
  ],
  ['percentage', 'percent percentage tip tippercent tippercentage discount rate taxrate interestrate'],
  [
    'person',
    'person customer user client patient employee student contact passenger passengername traveler traveller member tenant caller visitor driver attendee attendees participant participants guest assignee owner sender character customername names people persons contactname speaker',
  ],
  ['phone', 'phone phonenumber telephone mobile tel fax cell'],
  ['population', 'population inhabitants employees followers views'],
  [
    'price',
    'price amount total cost subtotal fee salary budget balance revenue income payment maxprice minprice principal totalamount',
  ],
  ['product', 'product item productname itemname items products'],
  [
    'quantity',
    'quantity count qty numberof tickets guests passengers adults children seats rooms partysize nights copies servings stock units calories',
  ],
  ['query', 'query q search searchquery searchterm keyword keywords term queries question prompt input'],
  ['rating', 'rating stars score grade'],
  ['reason', 'reason explanation rationale reasoning justification thought thoughts analysis'],
  ['repository', 'repo repository reponame'],
  ['sentiment', 'sentiment mood emotion polarity'],
  ['size', 'width height depth size'],
  ['sku', 'sku barcode partnumber'],
  ['state', 'state province'],
  ['status', 'status'],
  ['street', 'street streetaddress addressline addressline1 line1'],
  ['subject', 'subject emailsubject headline'],
  ['summary', 'summary abstract tldr'],
  ['tag', 'tag tags labels label hashtags'],
  ['temperature', 'temperature temp celsius fahrenheit kelvin high low tempc tempf'],
  ['text', 'text paragraph sentence poem joke story phrase quote lyrics task instruction step'],
  ['ticker', 'ticker symbol stocksymbol tickersymbol stock'],
  ['time', 'time departuretime arrivaltime timeofday'],
  ['timestamp', 'timestamp epoch unixtime'],
  ['timezone', 'timezone tz'],
  ['title', 'title heading booktitle movietitle'],
  ['topic', 'topic theme subjectmatter concept'],
  ['unit', 'unit temperatureunit measurement fromunit tounit'],
  ['url', 'url uri link website webpage homepage site imageurl href'],
  ['username', 'username login handle nickname screenname'],
  ['version', 'version release'],
  ['weather', 'weather condition conditions forecast'],
  ['weight', 'weight mass'],
  ['year', 'year'],
  ['zip', 'zip zipcode postcode postalcode'],
];
